package dev.holdpoint.app.reconcile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a desk remembers of its runs, by the name of their Job: a bounded number, the oldest goes first. */
final class Remembered<V> {
    private static final int MAX_ENTRIES = 1000;

    private final Map<String, V> all = new LinkedHashMap<>();

    synchronized void put(String job, V value) {
        all.put(job, value);
        if (all.size() > MAX_ENTRIES) {
            all.remove(all.keySet().iterator().next());
        }
    }

    synchronized Optional<V> get(String job) {
        return Optional.ofNullable(all.get(job));
    }
}
