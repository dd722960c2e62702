package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.Engine;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunPaths;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * What starts the engine, in a container without any token: as the wrapper of a plan, render or apply run, or as the
 * render container of an apply pod. The binary is hashed before the engine starts, the plan file in this very process. A
 * plan or rendering that takes too long is killed; an apply is never signalled, and the end of this process waits for it (even
 * a graceful stop once orphaned cloud objects).
 */
public final class EngineRun {
    /** Done and handed over. */
    public static final int DONE = 0;

    /** There was nothing to do or nothing came of it; the companion knows why. */
    public static final int NOTHING = 4;

    /** The companion was gone or could not hand over. */
    public static final int UNHEARD = 5;

    /** A render run is started beside its plan run and may have to wait for all of it; the Job's deadline is shorter. */
    private static final Duration BRIEF_WITHIN = Duration.ofDays(7);

    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(10);
    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);

    /** How long the companion, which itself tries for minutes each time, is asked to write how an apply ended. */
    private static final Duration HEARD_WITHIN = Duration.ofMinutes(10);

    /** A reader that was interrupted ends at once, but for a moment in which it reads a file. */
    private static final Duration READ_ENDS_WITHIN = Duration.ofSeconds(10);

    private final RunPaths paths;
    private final Engine engine;
    private final PrintStream log;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Process killable;
    private volatile boolean applying;

    public EngineRun(RunPaths paths, Engine engine, PrintStream log) {
        this.paths = paths;
        this.engine = engine;
        this.log = log;
    }

    /**
     * Does the work of a container of this kind of run.
     *
     * @param render true in the render container of an apply pod
     * @return exit code: {@link #DONE}, {@link #NOTHING} or {@link #UNHEARD}
     */
    public int run(RunKind kind, boolean render) throws IOException, InterruptedException {
        // Over a hundred megabytes: read while the companion finds out what to do.
        CompletableFuture<Brought> binary = new CompletableFuture<>();
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                binary.complete(brought());
            } catch (RuntimeException | Error e) {
                binary.completeExceptionally(e);
                throw e;
            }
        });
        try {
            Brief brief = Brief.await(Companion.brief(paths), BRIEF_WITHIN);
            if (!brief.stop().isEmpty()) {
                log.println("run=none why=\"" + brief.stop() + "\"");
                return NOTHING;
            }
            LoopbackClient companion =
                    new LoopbackClient(brief.port(), brief.controlToken(), ANSWER_WITHIN, BACK_WITHIN);
            // init containers come one after the other: whoever is last takes the brief away, so the engine never sees
            // it
            if (!render) {
                Files.writeString(Companion.taken(paths), "");
                Files.deleteIfExists(Companion.brief(paths));
            }
            Ended ended = work(kind, render, new Told(brief, binary, companion));
            log.println("run=" + kind.word() + " phase=" + ended.phase() + " code=" + ended.code());
            return report(render ? LoopbackServer.RENDERED : LoopbackServer.ENDED, ended, companion);
        } finally {
            end(reader);
            over.countDown();
        }
    }

    /** Nothing of a run works on after its end: whoever clears its folder away would meet it there. */
    private static void end(Thread reader) {
        reader.interrupt();
        try {
            reader.join(READ_ENDS_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process is told to end: an apply is waited for, everything else is killed. */
    public void interrupted() {
        Process running = killable;
        if (!applying && running != null) {
            EngineProcess.kill(running);
        }
        if (applying) {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int report(String path, Ended ended, LoopbackClient companion) {
        try {
            long end = System.nanoTime() + (applying ? HEARD_WITHIN.toNanos() : 0);
            int heard = companion.say(path, ended.encode()).code();
            while (heard == Duty.Reply.WAIT && System.nanoTime() < end) {
                heard = companion.say(path, ended.encode()).code();
            }
            boolean handedOver = heard == Duty.Reply.DONE;
            return !handedOver ? UNHEARD : ended.well() ? DONE : NOTHING;
        } catch (IOException e) {
            log.println("run=unheard");
            return UNHEARD;
        }
    }

    /**
     * What the work starts from.
     *
     * @param binary the engine's binary, being read
     */
    private record Told(Brief brief, CompletableFuture<Brought> binary, LoopbackClient companion) {}

    private Ended work(RunKind kind, boolean render, Told told) throws IOException, InterruptedException {
        Brief brief = told.brief();
        boolean apply = kind == RunKind.APPLY && !render;
        if (apply) {
            Duty.Reply leave = leave(told.companion());
            if (leave.code() != Duty.Reply.DONE) {
                return Ended.trouble("start", "not started: " + leave.text());
            }
        }
        Brought binary = told.binary().join();
        if (binary.end().isPresent()) {
            return binary.end().get();
        }
        if (!binary.digest().equals(brief.engineSha256())) {
            return Ended.stalled(
                    "start",
                    "the engine's image holds another binary than the stack's settings name by `engine.sha256`; if the"
                            + " image is right, correct `sha256` and sign the stack again");
        }
        if (kind == RunKind.PLAN) {
            return plan(brief);
        }
        return apply ? apply(brief) : show(brief);
    }

    private Brought brought() {
        try {
            return Brought.await(paths);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Brought.none(Ended.trouble("start", "interrupted while the engine's binary was awaited"));
        }
    }

    private static Duty.Reply leave(LoopbackClient companion) throws IOException {
        Duty.Reply reply = companion.say(LoopbackServer.GO, "");
        while (reply.code() == Duty.Reply.WAIT) {
            reply = companion.say(LoopbackServer.GO, "");
        }
        return reply;
    }

    private Ended plan(Brief brief) throws IOException, InterruptedException {
        Path folder = Workplace.stack(paths, brief.stackPath());
        EngineProcess process = process(folder, paths.data(), brief, brief.environment());
        long end = System.nanoTime() + Duration.ofSeconds(brief.limitSeconds()).toNanos();
        Ended init = init(folder, process, engine.init(), end);
        return init.well() ? phase("plan", process, engine.plan(paths.plan()), end) : init;
    }

    private Ended show(Brief brief) throws IOException, InterruptedException {
        Path folder = Workplace.rendering(paths);
        EngineProcess process = process(folder, folder.resolve(".data"), brief, Map.of());
        long end = System.nanoTime() + Duration.ofSeconds(brief.limitSeconds()).toNanos();
        if (brief.providers()) {
            Ended init = init(folder, process, engine.initWithoutBackend(true), end);
            if (!init.well()) {
                return init;
            }
        }
        return isPlan(brief) ? phase("show", process, engine.show(paths.plan()), end) : otherPlan();
    }

    private Ended apply(Brief brief) throws IOException, InterruptedException {
        applying = true;
        Path folder = Workplace.stack(paths, brief.stackPath());
        EngineProcess process = process(folder, paths.data(), brief, brief.environment());
        Mirror mirror = new Mirror(paths, folder);
        Optional<String> missing = mirror.lay();
        if (missing.isPresent()) {
            return Ended.stalled("init", missing.get());
        }
        int init = process.start(engine.initWithoutBackend(brief.providers()), EngineFiles.output(paths, "init"))
                .waitFor();
        if (init != 0) {
            return refusedPackage(mirror).orElse(Ended.by("init", init));
        }
        if (!isPlan(brief)) {
            return otherPlan();
        }
        return Ended.by(
                "apply",
                process.start(engine.apply(paths.plan()), EngineFiles.output(paths, "apply"))
                        .waitFor());
    }

    /** Sets the engine up with the packages of its lock; where it refuses them, its words are replaced by clear ones. */
    private Ended init(Path folder, EngineProcess process, List<String> arguments, long end)
            throws IOException, InterruptedException {
        Mirror mirror = new Mirror(paths, folder);
        Optional<String> missing = mirror.lay();
        if (missing.isPresent()) {
            return Ended.stalled("init", missing.get());
        }
        Ended init = phase("init", process, arguments, end);
        return init.well() ? init : refusedPackage(mirror).orElse(init);
    }

    /** The engine refused to be set up: because a package is another than its lock entry pins, when one is. */
    private static Optional<Ended> refusedPackage(Mirror mirror) throws IOException {
        return mirror.otherPackage().map(why -> Ended.stalled("init", why));
    }

    private Ended phase(String phase, EngineProcess process, List<String> arguments, long end)
            throws IOException, InterruptedException {
        Process running = process.start(arguments, EngineFiles.output(paths, phase));
        killable = running;
        OptionalInt code = EngineProcess.within(running, end - System.nanoTime());
        return code.isPresent()
                ? Ended.by(phase, code.getAsInt())
                : Ended.trouble(phase, "the engine's " + phase + " took longer than the time limit of the stack");
    }

    /** @param cloud what the engine finds its cloud by; nothing of it replaces what is the operator's own */
    private EngineProcess process(Path folder, Path data, Brief brief, Map<String, String> cloud) {
        Engine.Places places = new Engine.Places(
                data,
                paths.scratch(),
                Workplace.cliConfig(paths),
                URI.create("http://127.0.0.1:" + brief.port() + LoopbackServer.STATE),
                brief.statePassword());
        Map<String, String> environment = new HashMap<>(cloud);
        environment.putAll(engine.environment(places));
        return new EngineProcess(paths.engine(), folder, environment);
    }

    private boolean isPlan(Brief brief) {
        return Files.isRegularFile(paths.plan(), java.nio.file.LinkOption.NOFOLLOW_LINKS)
                && digest(paths.plan()).equals(brief.planSha256());
    }

    private static Ended otherPlan() {
        return Ended.trouble("start", "the plan file is not the one that was announced");
    }

    /** Digest of a file, read once; an empty text when it cannot be read, which equals no digest. */
    private static String digest(Path file) {
        try {
            return FileDigest.here(file).hex();
        } catch (IOException e) {
            return "";
        }
    }
}
