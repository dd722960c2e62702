package dev.holdpoint.e2e.runner;

import dev.holdpoint.app.adapter.engine.TofuEngine;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Receipt;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLine;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.runner.Companion;
import dev.holdpoint.app.runner.EngineRun;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.GoTool;
import dev.holdpoint.e2e.cluster.GoTools;
import dev.holdpoint.e2e.cluster.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run pod played with the real engine, real files and real sockets, in threads of this process below a folder. */
final class PlayedPod implements RunLine, AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static Path tofu;
    private static Sha256 tofuDigest;

    final RunPaths paths;
    final List<Delivery> delivered = new ArrayList<>();
    final ByteArrayOutputStream log = new ByteArrayOutputStream();
    final RunKind kind;
    final MemoryGate gate;
    Assignment assignment;
    private Companion companion;

    PlayedPod(Path root, RunKind kind, Assignment assignment, MemoryGate gate) throws IOException {
        this.paths = new RunPaths(root);
        this.kind = kind;
        this.assignment = assignment;
        this.gate = gate;
        Files.createDirectories(paths.brought());
        Files.deleteIfExists(program());
        Files.createLink(program(), engine());
        Files.writeString(paths.brought().resolve(RunPaths.BROUGHT), "played");
    }

    /** A program in the engine's place, which the settings name: what an engine of that version might do. */
    PlayedPod engineIs(String script) throws IOException {
        swapEngine(script);
        assignment = new Assignment(
                assignment.engine(),
                assignment.engineVersion(),
                Sha256.of(Files.readAllBytes(program())).hex(),
                assignment.stackPath(),
                assignment.files(),
                assignment.manifest(),
                assignment.lockFile(),
                assignment.state(),
                assignment.plan(),
                assignment.limitSeconds());
        return this;
    }

    /** Another program than the settings name. */
    void swapEngine(String script) throws IOException {
        Files.delete(program());
        Files.writeString(program(), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What the engine's image has brought. */
    Path program() {
        return paths.brought().resolve("tofu");
    }

    /** The engine, built once per machine. */
    static synchronized Path engine() {
        if (tofu == null) {
            Path project = Path.of(System.getProperty("holdpoint.root"));
            Cache cache = Cache.ofThisMachine();
            tofu = new GoTools(project, cache, new Progress(System.out, cache)).binary(GoTool.TOFU);
        }
        return tofu;
    }

    static synchronized Sha256 engineDigest() throws IOException {
        if (tofuDigest == null) {
            tofuDigest = Sha256.of(Files.readAllBytes(engine()));
        }
        return tofuDigest;
    }

    /** An assignment over this tree, whose stack lies in {@code stacks/shop}. */
    static Assignment assignment(Map<String, byte[]> files, Optional<byte[]> state, Optional<byte[]> plan)
            throws IOException {
        return assignment(files, state, plan, 60);
    }

    static Assignment assignment(
            Map<String, byte[]> files, Optional<byte[]> state, Optional<byte[]> plan, int limitSeconds)
            throws IOException {
        return new Assignment(
                "OpenTofu",
                "1.11.14",
                engineDigest().hex(),
                "stacks/shop",
                files,
                manifest(files),
                "",
                state,
                plan,
                limitSeconds);
    }

    static String manifest(Map<String, byte[]> files) {
        List<TreeEntry> entries = new ArrayList<>();
        files.forEach((path, bytes) -> entries.add(new TreeEntry(path, TreeEntry.REGULAR, bytes)));
        return switch (Tree.read(entries)) {
            case Tree.Reading.Sound sound -> sound.tree().digest().hex();
            case Tree.Reading.Refused refused -> "0".repeat(64);
        };
    }

    /** One file {@code stacks/shop/main.tf}. */
    static Map<String, byte[]> stack(String text) {
        return Map.of("stacks/shop/main.tf", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The demo's estate. */
    static Map<String, byte[]> estate() throws IOException {
        Path folder = Path.of(System.getProperty("holdpoint.root"), "e2e/src/main/resources/demo/estate");
        Map<String, byte[]> files = new TreeMap<>();
        try (var walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file)
                        .toString()
                        .replace(FileSystems.getDefault().getSeparator(), "/");
                files.put(path, Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** Starts the companion, or starts it again. */
    PlayedPod companion() throws IOException {
        PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
        Companion.Parts parts = new Companion.Parts(paths, this, new TofuEngine(), PATIENCE, out);
        companion = new Companion(kind, parts, gate::fresh);
        companion.start();
        return this;
    }

    /** The wrapper, or the render container of an apply pod. */
    EngineRun container() {
        return new EngineRun(paths, new TofuEngine(), new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    int wrapper() throws IOException, InterruptedException {
        return container().run(kind, false);
    }

    int render() throws IOException, InterruptedException {
        return container().run(kind, true);
    }

    /** The only product. */
    Delivery product() {
        if (delivered.size() != 1) {
            throw new AssertionError("not one product but " + delivered + "\n" + log());
        }
        return delivered.get(0);
    }

    byte[] plan() {
        return switch (product()) {
            case Delivery.Plan plan -> plan.plan();
            case Delivery other -> throw new AssertionError("no plan: " + other + "\n" + log());
        };
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Assignment> assignment() {
        return Optional.ofNullable(assignment);
    }

    @Override
    public Receipt deliver(Delivery delivery) {
        delivered.add(delivery);
        return Receipt.STORED;
    }

    @Override
    public void close() {
        companion.close();
    }
}
