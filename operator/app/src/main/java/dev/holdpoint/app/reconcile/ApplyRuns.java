package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.LockStatus;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.ApplyRun;
import dev.holdpoint.core.flow.ApplyRun.Gone.Claim;
import dev.holdpoint.core.flow.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of the run that applies a change. A pod counts as gone only when an uncached read does not find it and
 * its credentials have lapsed since; the wait begins anew when the role restarts, which can only make it longer.
 */
final class ApplyRuns {
    /** A deleted pod's token still worked for its grace period and 8 s more (measured). */
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(40);

    /** What a pod may take from its start to the lock: it asks, renders, derives, and waits for its intent. */
    private static final Duration CLAIMED_WITHIN = Duration.ofMinutes(5);

    private final Runs runs;
    private final Clock clock;
    private final Map<String, Instant> absentSince = new ConcurrentHashMap<>();

    ApplyRuns(Runs runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    ApplyRun of(Scene scene, Stage stage, int round) {
        StackTimes times = StackTimes.of(scene.settings().stack().getSpec());
        Optional<Runs.Sight> sight = runs.find(RunKind.APPLY, RunRoles.OPERATOR, scene.uid(), round);
        Optional<LockStatus> lock = lock(scene);
        Optional<Long> order = scene.history().order(scene.uid(), round, planDigest(scene));
        Optional<String> intent = order.flatMap(o -> scene.history().intent(scene.stack(), o));
        Claim claim = claim(scene, lock, order);
        Optional<String> pod = lock.map(l -> l.holder).or(() -> intent).or(() -> sight.flatMap(Runs.Sight::podUid));
        if (pod.isEmpty()) {
            return withoutPod(sight, stage, claim, times);
        }
        if (!runs.podExists(pod.get())) {
            return absent(pod.get(), claim, times);
        }
        absentSince.remove(pod.get());
        if (sight.isEmpty() || sight.get().ended().isPresent()) {
            return new ApplyRun.Finished(pod.get());
        }
        return sight.get()
                .unstarted()
                .filter(unstarted -> lock.isEmpty())
                .map(unstarted -> starting(pod.get(), sight.get(), times))
                .orElseGet(() -> working(pod.get(), sight.get(), lock, times));
    }

    /** An order that the ledger does not know, or that a later one has passed, counts as claimed. */
    private static Claim claim(Scene scene, Optional<LockStatus> lock, Optional<Long> order) {
        if (lock.isPresent()) {
            return Claim.HELD;
        }
        long last = new StateView(scene.state()).lastOrder();
        return order.filter(number -> number > last).isPresent() ? Claim.NONE : Claim.ENDED;
    }

    private ApplyRun withoutPod(Optional<Runs.Sight> sight, Stage stage, Claim claim, StackTimes times) {
        if (sight.isEmpty()) {
            return stage == Stage.APPLYING ? new ApplyRun.Gone("", claim) : new ApplyRun.NotStarted();
        }
        if (sight.get().ended().isPresent()) {
            return new ApplyRun.Gone("", claim);
        }
        return sight.get()
                .unstarted()
                .map(unstarted -> starting("", sight.get(), times))
                .orElseGet(() -> new ApplyRun.Started("", Optional.empty()));
    }

    private ApplyRun starting(String pod, Runs.Sight sight, StackTimes times) {
        Instant until = sight.made().plus(times.start());
        String why = sight.unstarted().map(Runs.Unstarted::why).orElse("");
        return clock.instant().isBefore(until) ? new ApplyRun.Starting(pod, why, until) : new ApplyRun.Stuck(pod, why);
    }

    private ApplyRun working(String pod, Runs.Sight sight, Optional<LockStatus> lock, StackTimes times) {
        if (lock.isEmpty()
                && sight.made().plus(times.start()).plus(CLAIMED_WITHIN).isBefore(clock.instant())) {
            return new ApplyRun.Idle(pod, sight.made());
        }
        Optional<Instant> since = lock.map(l -> l.since).map(Instant::parse);
        return since.filter(at -> at.plus(times.apply()).isBefore(clock.instant()))
                .<ApplyRun>map(at -> new ApplyRun.Overdue(pod, at, times.apply().toSeconds()))
                .orElseGet(() -> new ApplyRun.Started(pod, since));
    }

    /** An engine runs under the lock alone: only who died with it may have left a credential of the cloud alive. */
    private ApplyRun absent(String pod, Claim claim, StackTimes times) {
        boolean cloud = claim == Claim.HELD && times.credential().compareTo(TOKEN_LIFE) > 0;
        Instant until = absentSince
                .computeIfAbsent(pod, p -> clock.instant().truncatedTo(ChronoUnit.SECONDS))
                .plus(cloud ? times.credential() : TOKEN_LIFE)
                .plusSeconds(1);
        return clock.instant().isBefore(until) ? new ApplyRun.Leaving(pod, until) : new ApplyRun.Gone(pod, claim);
    }

    /** The stack's lock, if it is held for this change. */
    private static Optional<LockStatus> lock(Scene scene) {
        String name = scene.change().getMetadata().getNamespace() + "/"
                + scene.change().getMetadata().getName();
        return new StateView(scene.state()).lock().filter(l -> name.equals(l.change));
    }

    private static Sha256 planDigest(Scene scene) {
        return Sha256.parse(scene.change().getStatus().plan.digest);
    }
}
