package dev.holdpoint.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lays the engine's marks over a value. The engines write marks as a second tree of the same shape with {@code true}
 * where the mark applies; where the shapes disagree the larger part is marked, never the smaller.
 */
public final class Marks {
    private Marks() {}

    /** The value with what is unknown and what is sensitive standing in it. */
    public static Value lay(Value value, Value unknown, Value sensitive) {
        return secret(unknown(value, unknown), sensitive);
    }

    private static Value unknown(Value value, Value marks) {
        if (!applies(marks)) {
            return value;
        }
        return switch (marks) {
            case Value.Fields(var entries) -> {
                if (!(value instanceof Value.Fields) && !(value instanceof Value.Null)) {
                    yield Value.unknown();
                }
                Map<String, Value> merged =
                        value instanceof Value.Fields(var known) ? new TreeMap<>(known) : new TreeMap<>();
                entries.forEach((name, mark) -> {
                    if (applies(mark)) {
                        merged.put(name, unknown(merged.getOrDefault(name, Value.nothing()), mark));
                    }
                });
                yield Value.Fields.of(merged);
            }
            case Value.Many(var items) -> {
                if (!(value instanceof Value.Many) && !(value instanceof Value.Null)) {
                    yield Value.unknown();
                }
                List<Value> known = value instanceof Value.Many(var list) ? list : List.of();
                List<Value> merged = new ArrayList<>();
                for (int i = 0; i < Math.max(known.size(), items.size()); i++) {
                    Value item = i < known.size() ? known.get(i) : Value.nothing();
                    merged.add(i < items.size() ? unknown(item, items.get(i)) : item);
                }
                yield new Value.Many(merged);
            }
            case Value.Flag f -> Value.unknown();
            case Value.Null n -> Value.unknown();
            case Value.Unknown u -> Value.unknown();
            case Value.Digits d -> Value.unknown();
            case Value.Text t -> Value.unknown();
            case Value.Secret s -> Value.unknown();
        };
    }

    private static Value secret(Value value, Value marks) {
        if (!applies(marks)) {
            return value;
        }
        if (marks instanceof Value.Fields(var entries) && value instanceof Value.Fields(var known)) {
            Map<String, Value> merged = new TreeMap<>(known);
            entries.forEach((name, mark) -> merged.computeIfPresent(name, (n, inside) -> secret(inside, mark)));
            return Value.Fields.of(merged);
        }
        if (marks instanceof Value.Many(var items) && value instanceof Value.Many(var known)) {
            if (items.size() != known.size()) {
                return new Value.Secret(value);
            }
            List<Value> merged = new ArrayList<>();
            for (int i = 0; i < known.size(); i++) {
                merged.add(secret(known.get(i), items.get(i)));
            }
            return new Value.Many(merged);
        }
        return value instanceof Value.Null ? value : new Value.Secret(value);
    }

    /** Whether a tree of marks marks anything. Whatever is not a plain {@code false} counts. */
    private static boolean applies(Value marks) {
        return switch (marks) {
            case Value.Null n -> false;
            case Value.Flag(var set) -> set;
            case Value.Fields(var entries) -> entries.values().stream().anyMatch(Marks::applies);
            case Value.Many(var items) -> items.stream().anyMatch(Marks::applies);
            case Value.Digits d -> true;
            case Value.Text t -> true;
            case Value.Unknown u -> true;
            case Value.Secret s -> true;
        };
    }

    /** The strings and numbers that stand inside a {@link Value.Secret} anywhere in a value. */
    public static Set<String> secrets(Value value) {
        Set<String> found = new TreeSet<>();
        collect(value, false, found);
        return found;
    }

    private static void collect(Value value, boolean inside, Set<String> found) {
        switch (value) {
            case Value.Secret(var hidden) -> collect(hidden, true, found);
            case Value.Fields(var entries) -> entries.forEach((name, item) -> collect(item, inside, found));
            case Value.Many(var items) -> items.forEach(item -> collect(item, inside, found));
            case Value.Text(var text) -> add(text, inside, found);
            case Value.Digits(var text) -> add(text, inside, found);
            case Value.Flag f -> {}
            case Value.Null n -> {}
            case Value.Unknown u -> {}
        }
    }

    private static void add(String text, boolean inside, Set<String> found) {
        if (inside && !text.isEmpty()) {
            found.add(text);
        }
    }
}
