package dev.holdpoint.core.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One attribute value of a plan: a small immutable tree. What the engine marks as unknown or sensitive stands in the tree
 * itself ({@link Unknown}, {@link Secret}), so that no reader can forget the marks.
 */
public sealed interface Value {
    /** Nothing. */
    static Value nothing() {
        return new Null();
    }

    /** Known after apply. */
    static Value unknown() {
        return new Unknown();
    }

    /** JSON null, or not there at all: the engines do not tell the two apart. */
    record Null() implements Value {}

    /** Known only after apply. */
    record Unknown() implements Value {}

    /** True or false. */
    record Flag(boolean set) implements Value {}

    /** A number, in the digits that the engine wrote. */
    record Digits(String text) implements Value {}

    /** A string. */
    record Text(String text) implements Value {}

    /** A list or set. */
    record Many(List<Value> items) implements Value {
        public Many {
            items = List.copyOf(items);
        }
    }

    /** An object or map, by key. */
    record Fields(SortedMap<String, Value> entries) implements Value {
        public Fields {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }

        /** From any map. */
        public static Fields of(Map<String, Value> entries) {
            return new Fields(new TreeMap<>(entries));
        }
    }

    /** Marked sensitive by the engine, whatever is inside. */
    record Secret(Value inside) implements Value {}

    /** The text of a scalar that may be compared: empty for null, unknown, secrets, lists and objects. */
    default Optional<String> plain() {
        return switch (this) {
            case Flag(var set) -> Optional.of(Boolean.toString(set));
            case Digits(var text) -> Optional.of(text);
            case Text(var text) -> Optional.of(text);
            case Null n -> Optional.empty();
            case Unknown u -> Optional.empty();
            case Many m -> Optional.empty();
            case Fields f -> Optional.empty();
            case Secret s -> Optional.empty();
        };
    }

    /**
     * The values at a path of names joined by dots; lists on the way are entered, each item in turn. Where nothing
     * stands there is one {@link Null}; below something unknown or secret stands that very thing.
     */
    default List<Value> at(String path) {
        return ValuePath.find(this, List.of(path.split("\\.", -1)));
    }

    /** True for null and for a list or object that holds nothing. */
    default boolean isEmpty() {
        return switch (this) {
            case Null n -> true;
            case Many(var items) -> items.isEmpty();
            case Fields(var entries) -> entries.isEmpty();
            case Text t -> t.text().isEmpty();
            case Unknown u -> false;
            case Flag f -> false;
            case Digits d -> false;
            case Secret s -> false;
        };
    }
}
