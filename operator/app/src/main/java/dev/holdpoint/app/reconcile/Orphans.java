package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is left of changes that somebody deleted before they ended: no pass ever comes for them again. What is
 * left is listed before the changes are, so the runs of a change that was just made are never taken for it.
 */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    /** Nobody waits for it but the quota of the namespaces. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Ports ports;
    private final Changes changes;
    private final Pace pace;

    Orphans(Ports ports, Changes changes) {
        this.ports = ports;
        this.changes = changes;
        this.pace = new Pace(ports.clock(), EVERY);
    }

    /** Removes runs, at most once a minute. */
    void runs() {
        if (pace.isDue()) {
            removeRuns();
        }
    }

    /** Removes runs and grants, at most once a minute. */
    void runsAndGrants() {
        if (pace.isDue()) {
            for (String uid : withoutChange(new TreeSet<>(ports.grants().changes()))) {
                drop(uid);
            }
            removeRuns();
        }
    }

    /** One that cannot be dropped keeps no other. */
    private void drop(String uid) {
        try {
            ports.grants().drop(uid);
            LOG.info("orphan={} dropped=grant", uid);
        } catch (Unavailable | Stalled e) {
            LOG.warn("orphan={} kept=grant why={}", uid, e.getMessage());
        }
    }

    private void removeRuns() {
        List<Runs.Left> left = ports.runs().left();
        Set<String> all = new TreeSet<>();
        left.forEach(run -> all.add(run.changeUid()));
        withoutChange(all).forEach(uid -> remove(uid, left));
    }

    private Set<String> withoutChange(Set<String> uids) {
        if (!uids.isEmpty()) {
            uids.removeAll(changes.uids());
        }
        return uids;
    }

    private void remove(String uid, List<Runs.Left> left) {
        try {
            ports.runs().discard(uid);
            List<Runs.Left> applies = left.stream()
                    .filter(run ->
                            run.kind() == RunKind.APPLY && run.changeUid().equals(uid))
                    .toList();
            if (!applies.isEmpty() && applies.stream().noneMatch(this::mayHoldTheLock)) {
                ports.runs().discardEndedApply(uid);
            }
            LOG.info("orphan={} discarded=runs", uid);
        } catch (Unavailable | Stalled e) {
            // One stack that cannot be read keeps nothing of the others.
            LOG.warn("orphan={} kept why={}", uid, e.getMessage());
        }
    }

    /** Whoever has to find out what became of a held lock needs all that is left of the run. */
    private boolean mayHoldTheLock(Runs.Left run) {
        return ports.custody()
                .find(run.stack())
                .flatMap(state -> new StateView(state).lock())
                .filter(lock -> run.change().equals(lock.change))
                .isPresent();
    }
}
