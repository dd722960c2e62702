package dev.holdpoint.app.main;

import dev.holdpoint.app.adapter.engine.TofuEngine;
import dev.holdpoint.app.adapter.handover.HandoverClient;
import dev.holdpoint.app.adapter.handover.HandoverServer;
import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.runner.ApplyGate;
import dev.holdpoint.app.runner.Companion;
import dev.holdpoint.app.runner.EngineRun;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.digest.Sha256;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Plays a plan run and a render run in this process, on loopback, with an engine that does nothing. The build of the
 * image lets the JVM note the classes that this loads, because reviewers wait for the start of these pods.
 */
final class RunRehearsal {
    private static final Path ENGINE = Path.of("/bin/true");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LIMIT_SECONDS = 20;

    private final Path root;
    private final PrintStream nowhere;

    RunRehearsal(Path root, PrintStream nowhere) {
        this.root = root;
        this.nowhere = nowhere;
    }

    /** Whether both runs handed something over. */
    boolean sound() throws IOException, InterruptedException {
        return play(RunKind.PLAN) && play(RunKind.RENDER);
    }

    private boolean play(RunKind kind) throws IOException, InterruptedException {
        RunPaths paths = new RunPaths(root.resolve(kind.word()));
        Files.createDirectories(paths.brought());
        Files.copy(ENGINE, paths.brought().resolve("tofu"));
        Files.createFile(paths.brought().resolve(RunPaths.BROUGHT));
        Path token = Files.writeString(root.resolve(kind.word() + "-token"), "token");
        Play play = new Play(assignment(), new AtomicReference<>());
        try (HandoverServer server = new HandoverServer(0, Instant.now())) {
            Desk desk =
                    server.desk(Desk.OPERATOR, InetAddress.getLoopbackAddress().getHostAddress());
            server.serve(any -> Optional.of(new RunDesk.RunPod(kind, "n", "p", "u", "j", "c", 1)), play);
            HandoverClient line = new HandoverClient(desk.address(), desk.pin(), token);
            try (Companion companion = new Companion(
                    kind,
                    new Companion.Parts(paths, line, new TofuEngine(), PATIENCE, nowhere),
                    RunRehearsal::noGate)) {
                companion.start();
                new EngineRun(paths, new TofuEngine(), nowhere).run(kind, false);
            }
        }
        return play.came().get() != null;
    }

    private static ApplyGate noGate(RunDesk.Assignment assignment) {
        throw new IllegalStateException("only an apply run has a gate");
    }

    private static RunDesk.Assignment assignment() throws IOException {
        byte[] file = "# nothing\n".getBytes(StandardCharsets.UTF_8);
        Tree.Reading reading = Tree.read(List.of(new TreeEntry("main.tf", TreeEntry.REGULAR, file)));
        if (!(reading instanceof Tree.Reading.Sound(var tree))) {
            throw new IllegalStateException("a tree of one small file is sound");
        }
        return new RunDesk.Assignment(
                "OpenTofu",
                "1",
                Sha256.of(Files.readAllBytes(ENGINE)).hex(),
                "",
                Map.of("main.tf", file),
                tree.digest().hex(),
                "",
                Optional.of("{}".getBytes(StandardCharsets.UTF_8)),
                Optional.of("a plan".getBytes(StandardCharsets.UTF_8)),
                LIMIT_SECONDS);
    }

    /** A desk for one run. */
    private record Play(Assignment assignment, AtomicReference<Delivery> came) implements RunDesk {
        @Override
        public Optional<Assignment> assignment(RunPod pod) {
            return Optional.of(assignment);
        }

        @Override
        public Receipt deliver(RunPod pod, Delivery delivery) {
            came.set(delivery);
            return Receipt.STORED;
        }
    }
}
