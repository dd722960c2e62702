package dev.holdpoint.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One attribute that changes, as deep as the two values still have the same shape.
 *
 * @param path names and indices joined by dots
 * @param before old value
 * @param after new value
 */
public record Difference(String path, Value before, Value after) {
    /** What differs between two values, in the order of names. */
    public static List<Difference> between(Value before, Value after) {
        List<Difference> found = new ArrayList<>();
        compare("", before, after, found);
        return found;
    }

    private static void compare(String path, Value before, Value after, List<Difference> found) {
        if (before.equals(after) || (before.isEmpty() && after.isEmpty())) {
            return;
        }
        if (before instanceof Value.Fields(var old) && after instanceof Value.Fields(var now)) {
            Set<String> names = new TreeSet<>(old.keySet());
            names.addAll(now.keySet());
            names.forEach(name -> compare(
                    join(path, name),
                    old.getOrDefault(name, Value.nothing()),
                    now.getOrDefault(name, Value.nothing()),
                    found));
        } else if (before instanceof Value.Many(var old) && after instanceof Value.Many(var now)) {
            for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
                compare(
                        join(path, Integer.toString(i)),
                        i < old.size() ? old.get(i) : Value.nothing(),
                        i < now.size() ? now.get(i) : Value.nothing(),
                        found);
            }
        } else if (before instanceof Value.Null && after instanceof Value.Fields(var now)) {
            now.forEach((name, value) -> compare(join(path, name), Value.nothing(), value, found));
        } else {
            found.add(new Difference(path, before, after));
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
