package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Who takes whose place. A change that names an older one is noted when it is looked at, and wakes the older one then,
 * which may be idle for minutes; after a start every change is looked at once, so nothing is lost with this memory.
 * Hundreds of changes cost the others nothing: what is so is read for the noted ones alone, and anew each time.
 */
final class Successions {
    private final Changes changes;
    private final BiConsumer<String, String> wake;
    private final Map<String, Set<String>> newer = new ConcurrentHashMap<>();

    /** @param wake looks at the change with this namespace and name soon */
    Successions(Changes changes, BiConsumer<String, String> wake) {
        this.changes = changes;
        this.wake = wake;
    }

    /** A change is looked at. */
    void note(InfrastructureChange change) {
        String older = change.getSpec().supersedes;
        if (older == null) {
            return;
        }
        String namespace = change.getMetadata().getNamespace();
        boolean fresh = newer.computeIfAbsent(key(namespace, older), k -> ConcurrentHashMap.newKeySet())
                .add(change.getMetadata().getName());
        if (fresh) {
            wake.accept(namespace, older);
        }
    }

    /** A newer change by the same requester on the same stack that names this one. */
    Optional<String> supersededBy(InfrastructureChange change) {
        String namespace = change.getMetadata().getNamespace();
        String name = change.getMetadata().getName();
        Set<String> noted = newer.getOrDefault(key(namespace, name), Set.of());
        for (String other : new TreeSet<>(noted)) {
            if (changes.find(namespace, other)
                    .filter(it -> takesThePlaceOf(it, change))
                    .isPresent()) {
                return Optional.of(namespace + "/" + other);
            }
            // All that was compared is immutable, so this is final.
            noted.remove(other);
        }
        return Optional.empty();
    }

    private static boolean takesThePlaceOf(InfrastructureChange newer, InfrastructureChange older) {
        return older.getMetadata().getName().equals(newer.getSpec().supersedes)
                && newer.getSpec().requester.equals(older.getSpec().requester)
                && newer.getSpec().stacks.equals(older.getSpec().stacks);
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
