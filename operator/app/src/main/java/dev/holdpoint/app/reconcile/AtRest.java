package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Changes that were over when their last pass looked. They stay in the cluster for ever, so whatever moves in Git would
 * cost a pass for each of them, and every change moves the ledger several times. An edit of its own, its own branch and
 * its own tags still wake one. In memory alone: a process that starts looks at each once.
 */
final class AtRest {
    private final Set<String> uids = ConcurrentHashMap.newKeySet();

    /** What a pass of this change came to. */
    void saw(String uid, Duration again) {
        if (again.equals(Cadence.OVER)) {
            uids.add(uid);
        } else {
            uids.remove(uid);
        }
    }

    boolean has(InfrastructureChange change) {
        return uids.contains(change.getMetadata().getUid());
    }

    /** Forgets whoever is not among these, which are all. */
    void keep(List<InfrastructureChange> all) {
        uids.retainAll(all.stream().map(change -> change.getMetadata().getUid()).collect(Collectors.toSet()));
    }
}
