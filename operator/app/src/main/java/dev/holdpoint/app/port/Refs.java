package dev.holdpoint.app.port;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The refs of a remote at one moment.
 *
 * @param byName full name to object id, an annotated tag by the id of the tag object
 * @param unread refs of others that point at more than is read, with what was too much; they are in nobody's way
 */
public record Refs(SortedMap<String, String> byName, SortedMap<String, String> unread) {
    public Refs {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        unread = Collections.unmodifiableSortedMap(new TreeMap<>(unread));
    }

    /** All of them were read. */
    public Refs(SortedMap<String, String> byName) {
        this(byName, Collections.emptySortedMap());
    }

    /** What a full ref name points at. */
    public Optional<String> at(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The names below a prefix, sorted. */
    public List<String> below(String prefix) {
        return byName.tailMap(prefix).entrySet().stream()
                .takeWhile(e -> e.getKey().startsWith(prefix))
                .map(Map.Entry::getKey)
                .toList();
    }
}
