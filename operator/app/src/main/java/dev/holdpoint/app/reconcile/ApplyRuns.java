package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.LockStatus;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.ApplyRun;
import dev.holdpoint.core.flow.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private final Runs runs;
    private final Clock clock;
    private final Map<String, Instant> absentSince = new ConcurrentHashMap<>();

    ApplyRuns(Runs runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    ApplyRun of(Scene scene, Stage stage, int round) {
        Optional<Runs.Sight> sight = runs.find(RunKind.APPLY, RunRoles.OPERATOR, scene.uid(), round);
        Optional<LockStatus> lock = lock(scene);
        Optional<String> intent = scene.history()
                .order(scene.uid(), round, planDigest(scene))
                .flatMap(order -> scene.history().intent(scene.stack(), order));
        Optional<String> pod = lock.map(l -> l.holder).or(() -> intent).or(() -> sight.flatMap(Runs.Sight::podUid));
        if (pod.isEmpty()) {
            return withoutPod(sight, stage);
        }
        if (runs.podExists(pod.get())) {
            absentSince.remove(pod.get());
            return sight.isEmpty() || sight.get().ended().isPresent()
                    ? new ApplyRun.Finished(pod.get())
                    : new ApplyRun.Started(pod.get());
        }
        return absent(pod.get(), lock.isPresent());
    }

    private ApplyRun withoutPod(Optional<Runs.Sight> sight, Stage stage) {
        if (sight.isEmpty()) {
            return stage == Stage.APPLYING ? new ApplyRun.Gone("", false) : new ApplyRun.NotStarted();
        }
        return sight.get().ended().isPresent() ? new ApplyRun.Gone("", false) : new ApplyRun.Started("");
    }

    private ApplyRun absent(String pod, boolean holdsLock) {
        Instant since = absentSince.computeIfAbsent(pod, p -> clock.instant());
        Duration left = TOKEN_LIFE.minus(Duration.between(since, clock.instant()));
        return left.isPositive() ? new ApplyRun.Leaving(pod, left.toSeconds() + 1) : new ApplyRun.Gone(pod, holdsLock);
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
