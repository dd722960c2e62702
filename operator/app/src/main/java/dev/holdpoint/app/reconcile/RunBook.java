package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.Run;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What runs of plans and renders told this role besides their product. Kept in memory: after a restart the run is tried
 * again and says the same.
 */
final class RunBook {
    private static final int MAX_ENTRIES = 1000;

    private final Map<String, RunDesk.Delivery> said = new LinkedHashMap<>();
    private final Set<String> delivered = new HashSet<>();

    /** Notes that a run said why it has no product. */
    synchronized void note(RunDesk.RunPod pod, RunDesk.Delivery delivery) {
        said.put(pod.job(), delivery);
        if (said.size() > MAX_ENTRIES) {
            said.remove(said.keySet().iterator().next());
        }
    }

    /** Notes that a run handed its product over; only the name is kept. */
    synchronized void delivered(RunDesk.RunPod pod) {
        if (delivered.size() >= MAX_ENTRIES) {
            delivered.clear();
        }
        delivered.add(pod.job());
    }

    /** Attempts of this process that have ended and handed nothing over; what the settings made impossible is none. */
    private synchronized int failures(Runs.Sight run) {
        return (int) run.ours().stream()
                .filter(job -> !delivered.contains(job) && !(said.get(job) instanceof RunDesk.Delivery.Stalled))
                .count();
    }

    private synchronized Optional<RunDesk.Delivery> of(String job) {
        return Optional.ofNullable(said.get(job));
    }

    /**
     * How a run stands that has not delivered its product.
     *
     * @param settings those in force: what was impossible with others is tried again
     */
    Run undelivered(Optional<Runs.Sight> sight, RunKind kind, Sha256 settings) {
        if (sight.isEmpty()) {
            return new Run.NotStarted(1);
        }
        Runs.Sight run = sight.get();
        run.uncopied().ifPresent(why -> amend(run.job(), why));
        Optional<RunDesk.Delivery> words = of(run.job());
        if (words.isPresent()) {
            return switch (words.get()) {
                case RunDesk.Delivery.Rejected rejected -> new Run.Rejected(lines(rejected, kind));
                case RunDesk.Delivery.Failed failed -> new Run.Vanished(run.attempt(), failures(run), failed.why());
                case RunDesk.Delivery.Stalled stalled
                when run.settings().equals(Optional.of(settings.hex())) -> new Run.Stalled(stalled.why());
                case RunDesk.Delivery.Stalled stalled ->
                    new Run.Vanished(
                            run.attempt(), failures(run), "the settings it could not work with are other ones now");
                case RunDesk.Delivery.Plan plan -> ending(run);
                case RunDesk.Delivery.Rendered rendered -> ending(run);
                case RunDesk.Delivery.CandidateState candidate -> ending(run);
            };
        }
        return ending(run);
    }

    /** Half a copy of the engine looks like another one to the run, which cannot see how the copying ended. */
    private synchronized void amend(String job, String why) {
        said.computeIfPresent(
                job,
                (name, delivery) ->
                        delivery instanceof RunDesk.Delivery.Stalled ? new RunDesk.Delivery.Failed(why) : delivery);
    }

    private Run ending(Runs.Sight run) {
        if (delivered(run.job())) {
            return new Run.Vanished(run.attempt(), failures(run), "its product is kept no longer");
        }
        return run.ended().isPresent()
                ? new Run.Vanished(run.attempt(), failures(run), run.ended().get())
                : new Run.Running(run.attempt());
    }

    private synchronized boolean delivered(String job) {
        return delivered.contains(job);
    }

    private static List<String> lines(RunDesk.Delivery.Rejected rejected, RunKind kind) {
        List<String> lines =
                rejected.diagnostics().stream().map(RunDesk.Diagnostic::text).toList();
        return lines.isEmpty()
                ? List.of("the engine refused the configuration in the " + kind.word() + " run and said nothing")
                : lines;
    }
}
