package dev.holdpoint.app.main;

import dev.holdpoint.app.adapter.engine.TofuEngine;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.runner.Companion;
import dev.holdpoint.app.runner.EngineRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The containers of a run pod. */
@Command(name = "run", description = "Works inside a run pod: as its companion, its render container or its wrapper.")
final class RunCommand implements Callable<Integer> {
    /** How long a companion tries to reach the role that started it. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Supplier<RunParts> parts;

    @Parameters(index = "0", description = "plan, render or apply")
    private RunKind kind;

    @Option(names = "--as", required = true, description = "companion, render or wrapper")
    private Container as;

    @Option(names = "--root", hidden = true, description = "where the pod's volumes lie")
    private Path root = Path.of("/");

    RunCommand(Supplier<RunParts> parts) {
        this.parts = parts;
    }

    /**
     * The command as a run pod's Job writes it, word for word. Each container of a pod starts with it, and the parser
     * alone would take longer than the rest of the start; any other words go through the parser.
     */
    static Optional<RunCommand> literally(String... args) {
        List<String> words = List.of(args);
        for (RunKind kind : RunKind.values()) {
            for (Container as : Container.values()) {
                if (words.equals(List.of("run", kind.word(), "--as", as.name().toLowerCase(Locale.ROOT)))) {
                    RunCommand command = new RunCommand(() -> new PodParts(System.getenv()));
                    command.kind = kind;
                    command.as = as;
                    return Optional.of(command);
                }
            }
        }
        return Optional.empty();
    }

    /** Which container of the pod this is. */
    enum Container {
        COMPANION,
        RENDER,
        WRAPPER
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunPaths paths = new RunPaths(root);
        return switch (as) {
            case COMPANION -> companion(paths);
            case RENDER -> engine(paths, true);
            case WRAPPER -> engine(paths, false);
        };
    }

    private int engine(RunPaths paths, boolean render) throws IOException, InterruptedException {
        EngineRun run = new EngineRun(paths, new TofuEngine(), System.err);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(run::interrupted));
        return run.run(kind, render);
    }

    /** Listens until the kubelet ends the pod; what is left to hand over then, is handed over within its grace period. */
    private int companion(RunPaths paths) throws IOException, InterruptedException {
        RunParts outside = parts.get();
        Companion companion = new Companion(
                kind,
                new Companion.Parts(paths, outside.line(paths), new TofuEngine(), PATIENCE, System.err),
                assignment -> outside.gate(paths, assignment));
        companion.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(companion::close));
        new CountDownLatch(1).await();
        return EngineRun.DONE;
    }
}
