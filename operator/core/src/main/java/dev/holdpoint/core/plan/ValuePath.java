package dev.holdpoint.core.plan;

import java.util.ArrayList;
import java.util.List;

/** Walks into a value. */
final class ValuePath {
    private ValuePath() {}

    static List<Value> find(Value value, List<String> names) {
        if (names.isEmpty()) {
            return List.of(value);
        }
        return switch (value) {
            case Value.Fields(var entries) ->
                find(entries.getOrDefault(names.getFirst(), Value.nothing()), names.subList(1, names.size()));
            case Value.Many(var items) -> inEach(items, names);
            case Value.Unknown u -> List.of(u);
            case Value.Secret s -> List.of(s);
            case Value.Null n -> List.of(n);
            case Value.Flag f -> List.of(Value.nothing());
            case Value.Digits d -> List.of(Value.nothing());
            case Value.Text t -> List.of(Value.nothing());
        };
    }

    private static List<Value> inEach(List<Value> items, List<String> names) {
        List<Value> found = new ArrayList<>();
        items.forEach(item -> found.addAll(find(item, names)));
        return found.isEmpty() ? List.of(Value.nothing()) : found;
    }
}
