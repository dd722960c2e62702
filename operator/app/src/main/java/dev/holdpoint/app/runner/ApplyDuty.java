package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateHead;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.core.apply.ApplyOutcome;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stands between the rendered plan and the engine. The order is asked for once in the life of a pod and "go" is said
 * once: both leave a mark in the companion's own volume before they are done, so a companion that starts again finds the
 * mark and says no. Whoever it cannot vouch for is left to the attestor, which waits until the pod is gone.
 */
final class ApplyDuty implements Duty {
    private static final long LONG_POLL_SECONDS = 20;
    private static final int MAX_STATE = StateEndpoint.MAX_STATE;

    private final RunPaths paths;
    private final Assignment assignment;
    private final ApplyGate gate;
    private final Courier courier;
    private final PrintStream log;
    private final EngineFiles files;
    private final CompletableFuture<ApplyGate.Opening> opening = new CompletableFuture<>();
    private StateEndpoint endpoint;
    private boolean handedOver;

    ApplyDuty(Companion.Parts parts, Assignment assignment, ApplyGate gate, Courier courier) {
        this.paths = parts.paths();
        this.assignment = assignment;
        this.gate = gate;
        this.courier = courier;
        this.log = parts.log();
        this.files = new EngineFiles(paths, parts.engine());
        if (Files.exists(mark("asked"))) {
            opening.complete(new ApplyGate.Opening.Stop("the companion of this pod was started again"));
        }
    }

    /** The endpoint that serves this run's states. */
    void serveBy(StateEndpoint stateEndpoint) {
        this.endpoint = stateEndpoint;
    }

    /** The state is being read under the lock for the first time: no change may have begun before. */
    void firstRead() {
        boolean early =
                files.report("apply").filter(r -> !r.started().isEmpty()).isPresent();
        if (early) {
            leave(mark("began-early"), "");
        }
    }

    @Override
    public StateShelf shelf() {
        return StateShelf.of(gate);
    }

    @Override
    public Reply rendered(Ended ended) {
        if (!leave(mark("asked"), "")) {
            return Reply.done();
        }
        Thread.ofVirtual().start(() -> open(ended));
        return Reply.done();
    }

    private void open(Ended ended) {
        try {
            ApplyGate.Opening answer = switch (files.read(EngineFiles.output(paths, "show"), RenderDuty.MAX_JSON)) {
                case HandedOver.Sight.Found found when ended.well() -> gate.open(found.content());
                case HandedOver.Sight.Found found -> new ApplyGate.Opening.Stop(ended.text());
                case HandedOver.Sight.Missing missing -> new ApplyGate.Opening.Stop(ended.text());
                case HandedOver.Sight.Refused refused -> new ApplyGate.Opening.Stop(refused.why());
            };
            if (answer instanceof ApplyGate.Opening.Go) {
                leave(
                        mark("claimed"),
                        Long.toString(gate.state().map(ApplyDuty::serial).orElse(0L)));
            }
            log.println("opening=" + answer);
            opening.complete(answer);
        } catch (Unavailable | Stalled e) {
            opening.complete(new ApplyGate.Opening.Stop(e.getMessage()));
        } finally {
            // a bug must not leave the wrapper waiting; complete() on a completed future does nothing
            opening.complete(new ApplyGate.Opening.Stop("the gate failed"));
        }
    }

    @Override
    public Reply go() {
        return switch (decision(LONG_POLL_SECONDS)) {
            case null -> Reply.wait("not decided yet");
            case ApplyGate.Opening.Stop stop -> Reply.no(stop.why());
            case ApplyGate.Opening.Go go -> leave(mark("said-go"), "") ? Reply.done() : Reply.no("go was said before");
        };
    }

    private ApplyGate.Opening decision(long seconds) {
        try {
            return opening.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            return new ApplyGate.Opening.Stop("the gate failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public synchronized Reply ended(Ended ended) {
        if (handedOver) {
            return Reply.done();
        }
        boolean shipped = shipEmergencyState();
        if (Files.exists(mark("said-go"))) {
            handedOver = finish(judge(ended)) && shipped;
        } else if (Files.exists(mark("claimed"))) {
            handedOver = finish(new ApplyOutcome.NothingDone(ended.text()));
        } else {
            handedOver = courier.deliver(new Delivery.Failed(whyNot(ended)));
        }
        return handedOver ? Reply.done() : Reply.wait("the outcome could not be written yet");
    }

    private String whyNot(Ended ended) {
        return decision(0) instanceof ApplyGate.Opening.Stop stop ? stop.why() : ended.text();
    }

    /**
     * Nobody said how the engine ended. If it was never started, that is known and said. Else nothing is concluded here:
     * the lock stays until the attestor has seen that the pod is gone.
     */
    @Override
    public synchronized void lastChance() {
        if (handedOver) {
            return;
        }
        if (!Files.exists(mark("said-go")) && Files.exists(mark("claimed"))) {
            handedOver = finish(new ApplyOutcome.NothingDone("the pod ended before the engine was started"));
        } else if (Files.exists(mark("said-go"))) {
            shipEmergencyState();
            log.println("outcome=left-to-attestor why=\"the engine's container ended without a word\"");
        }
    }

    private ApplyOutcome judge(Ended ended) {
        long before = Long.parseLong(read(mark("claimed")));
        long after = endpoint.newest().map(ApplyDuty::serial).orElse(0L);
        ApplyJudgement.Seen seen = new ApplyJudgement.Seen(
                before,
                after,
                endpoint.wasRead(),
                Files.exists(mark("began-early")),
                emergencyState().isPresent());
        return ApplyJudgement.judge(ended, files.report("apply"), seen);
    }

    private boolean finish(ApplyOutcome outcome) {
        log.println("outcome=" + outcome.getClass().getSimpleName());
        try {
            courier.patiently(() -> {
                gate.finish(outcome);
                return true;
            });
            return true;
        } catch (Unavailable | Stalled e) {
            log.println("outcome=not-written why=\"" + e.getMessage() + "\"");
            return false;
        }
    }

    private boolean shipEmergencyState() {
        return emergencyState()
                .map(state -> courier.deliver(new Delivery.CandidateState(state)))
                .orElse(true);
    }

    private Optional<byte[]> emergencyState() {
        return files.inStack(assignment.stackPath(), "errored.tfstate", MAX_STATE)
                        instanceof HandedOver.Sight.Found found
                ? Optional.of(found.content())
                : Optional.empty();
    }

    private static long serial(byte[] state) {
        return StateHead.read(state).map(StateHead::serial).orElse(0L);
    }

    private Path mark(String name) {
        return paths.companion().resolve(name);
    }

    /** Leaves a mark; false when it was there before. */
    private static boolean leave(Path mark, String text) {
        try {
            Path unfinished = mark.resolveSibling(mark.getFileName() + ".new");
            Files.writeString(unfinished, text);
            Files.createLink(mark, unfinished);
            Files.delete(unfinished);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the companion's own volume", e);
        }
    }

    private static String read(Path mark) {
        try {
            return Files.readString(mark);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the companion's own volume", e);
        }
    }
}
