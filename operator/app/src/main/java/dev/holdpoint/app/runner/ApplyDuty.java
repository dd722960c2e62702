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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stands between the rendered plan and the engine. The order is asked for once in the life of a pod and "go" is said
 * once: both leave a mark in the companion's own volume before they are done, so a companion that starts again finds the
 * mark and says no. It takes up the lock that its pod holds, so that what a running engine posts is stored and its end
 * written. Whoever it cannot vouch for is left to the attestor, which waits until the pod is gone.
 */
final class ApplyDuty implements Duty {
    private static final String ASKED = "asked";
    private static final long LONG_POLL_SECONDS = 20;

    private final RunPaths paths;
    private final ApplyGate gate;
    private final Courier courier;
    private final PrintStream log;
    private final EngineFiles files;
    private final ErroredState errored;
    private final CompletableFuture<ApplyGate.Opening> opening = new CompletableFuture<>();
    private StateEndpoint endpoint;
    private final boolean again;
    private boolean handedOver;

    ApplyDuty(Companion.Parts parts, Assignment assignment, ApplyGate gate, Courier courier) {
        this.paths = parts.paths();
        this.gate = gate;
        this.courier = courier;
        this.log = parts.log();
        this.files = new EngineFiles(paths, parts.engine());
        this.errored = new ErroredState(files, assignment.stackPath(), courier, log);
        this.again = wasOpened(paths);
        if (again) {
            opening.complete(new ApplyGate.Opening.Stop("the companion of this pod was started again"));
        }
    }

    /** Whether the gate was asked in this pod, by this companion or by an earlier one. */
    static boolean wasOpened(RunPaths paths) {
        return Files.exists(paths.companion().resolve(ASKED));
    }

    /** The endpoint that serves this run's states. */
    void serveBy(StateEndpoint stateEndpoint) {
        this.endpoint = stateEndpoint;
        if (!again) {
            endpoint.keepRegistered();
        }
    }

    /** The state is being read under the lock for the first time: no change may have begun before. */
    void firstRead() {
        boolean early =
                files.report("apply").filter(r -> !r.started().isEmpty()).isPresent();
        if (early) {
            leave(mark("began-early"), "");
        }
    }

    /** The engine waits for a custody that is away: it tries itself for three seconds only, then leaves its state behind. */
    @Override
    public StateShelf shelf() {
        return StateShelf.of(gate, state -> courier.stubbornly(() -> holds() && gate.store(state)));
    }

    /** What this pod claimed, its companion holds: a companion that was started again takes it up first. */
    private boolean holds() {
        return !again || takenUp();
    }

    private boolean takenUp() {
        return gate.resume(Long.parseLong(read(mark(ASKED))));
    }

    @Override
    public Reply rendered(Ended ended) {
        if (!leave(
                mark(ASKED), Long.toString(gate.state().map(ApplyDuty::serial).orElse(0L)))) {
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
                case HandedOver.Sight.TooLarge tooLarge -> new ApplyGate.Opening.Stop(tooLarge.why());
                case HandedOver.Sight.Refused refused -> new ApplyGate.Opening.Stop(refused.why());
            };
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
        Reply reply;
        if (Files.exists(mark("said-go"))) {
            // The outcome gives the lock back, and with it the right to store what the engine left behind.
            reply = errored.keep(endpoint)
                    .map(left -> finish(judge(ended, left)))
                    .orElseGet(() -> Reply.wait("nobody took the state that the engine left behind"));
        } else if (mayHoldTheLock()) {
            reply = finish(new ApplyOutcome.NothingDone(ended.text()));
        } else {
            reply = courier.deliver(new Delivery.Failed(whyNot(ended)))
                    ? Reply.done()
                    : Reply.wait("nobody took what became of the run");
        }
        handedOver = reply.code() == Reply.DONE;
        return reply;
    }

    /** A companion killed while it opened the gate left no mark of what the gate did last: custody knows. */
    private boolean mayHoldTheLock() {
        if (!wasOpened(paths)) {
            return false;
        }
        try {
            return courier.stubbornly(this::takenUp);
        } catch (Unavailable | Stalled e) {
            log.println("lock=unknown why=\"" + e.getMessage() + "\"");
            return true;
        }
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
        if (!again && wasOpened(paths)) {
            // what the gate is about to do, it does first
            decision(LONG_POLL_SECONDS);
        }
        if (!Files.exists(mark("said-go")) && mayHoldTheLock()) {
            finish(new ApplyOutcome.NothingDone("the pod ended before the engine was started"));
        } else if (Files.exists(mark("said-go"))) {
            errored.keep(endpoint);
            log.println("outcome=left-to-attestor why=\"the engine's container ended without a word\"");
        }
    }

    private ApplyOutcome judge(Ended ended, ApplyJudgement.LeftBehind left) {
        long before = Long.parseLong(read(mark(ASKED)));
        long after = endpoint.newest().map(ApplyDuty::serial).orElse(0L);
        ApplyJudgement.Seen seen =
                new ApplyJudgement.Seen(before, after, endpoint.wasRead(), Files.exists(mark("began-early")), left);
        return ApplyJudgement.judge(ended, files.report("apply"), seen);
    }

    private Reply finish(ApplyOutcome outcome) {
        log.println("outcome=" + outcome.getClass().getSimpleName());
        try {
            boolean concluded = courier.stubbornly(() -> {
                holds();
                return gate.finish(outcome);
            });
            if (concluded) {
                return Reply.done();
            }
            log.println("outcome=not-written why=\"this pod holds nothing\"");
            return Reply.no("this pod holds nothing; the attestor says how its order ended");
        } catch (Unavailable | Stalled e) {
            log.println("outcome=not-written why=\"" + e.getMessage() + "\"");
            return Reply.wait("the outcome could not be written yet");
        }
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
