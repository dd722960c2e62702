package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.Engine;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.core.change.RepoPath;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.plan.ProviderLock;
import dev.holdpoint.core.plan.ProviderLock.Reading.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays out a run's files before any container starts that runs code of the change: the tree from its bytes (never a
 * checkout), then what is the operator's own and wins over it: backend override, dependency lock, CLI configuration.
 */
final class Workplace {
    /** The engines' dependency lock; the stack's own, whatever the tree holds. */
    static final String LOCK = ".terraform.lock.hcl";

    private final RunPaths paths;
    private final Engine engine;

    Workplace(RunPaths paths, Engine engine) {
        this.paths = paths;
        this.engine = engine;
    }

    /** The folder that the engine works in; the same absolute one in plan and apply. */
    static Path stack(RunPaths paths, String stackPath) {
        return stackPath.isEmpty() ? paths.tree() : paths.tree().resolve(stackPath);
    }

    /** The folder that rendering works in: it must see the plan file alone. */
    static Path rendering(RunPaths paths) {
        return paths.work().resolve("render");
    }

    /** Lays everything out; says why it cannot be done, or nothing. */
    Optional<String> prepare(RunKind kind, Assignment assignment) throws IOException {
        clear(paths.work());
        for (Path folder :
                List.of(paths.tree(), paths.data(), paths.scratch(), paths.run(), rendering(paths), Mirror.of(paths))) {
            Files.createDirectories(folder);
        }
        Files.writeString(cliConfig(paths), engine.cliConfig(Mirror.of(paths)));
        if (ProviderLock.read(assignment.lockFile()) instanceof ProviderLock.Reading.Unreadable(var why)) {
            return Optional.of(why);
        }
        return switch (kind) {
            case PLAN -> tree(assignment);
            case RENDER -> plan(assignment);
            case APPLY -> tree(assignment).or(() -> plan(assignment));
        };
    }

    static Path cliConfig(RunPaths paths) {
        return paths.run().resolve("cli.tfrc");
    }

    private Optional<String> tree(Assignment assignment) throws IOException {
        List<TreeEntry> entries = new ArrayList<>();
        assignment.files().forEach((path, content) -> entries.add(new TreeEntry(path, TreeEntry.REGULAR, content)));
        return switch (Tree.read(entries)) {
            case Tree.Reading.Refused refused ->
                Optional.of("the tree of the change cannot be materialised: "
                        + refused.findings().get(0).rule());
            case Tree.Reading.Sound sound -> {
                boolean same = sound.tree().digest().hex().equals(assignment.manifest());
                yield same
                        ? write(sound.tree(), assignment)
                        : Optional.of("the tree is not the one that was announced");
            }
        };
    }

    private Optional<String> write(Tree tree, Assignment assignment) throws IOException {
        String folder = assignment.stackPath();
        Path stack = stack(paths, folder);
        for (Map.Entry<RepoPath, byte[]> file : tree.files().entrySet()) {
            String path = file.getKey().text();
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (name.startsWith(RunPaths.OVERRIDE_STEM + ".")) {
                return Optional.of("the tree holds a file of the name of the operator's backend override");
            }
            boolean theirLock = path.equals(folder.isEmpty() ? LOCK : folder + "/" + LOCK);
            if (!theirLock) {
                Path target = paths.tree().resolve(path);
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue(), StandardOpenOption.CREATE_NEW);
            }
        }
        if (!Files.isDirectory(stack)) {
            return Optional.of("the tree has no folder of the stack");
        }
        Files.writeString(stack.resolve(RunPaths.OVERRIDE_STEM + ".tf"), engine.backendOverride());
        if (!assignment.lockFile().isEmpty()) {
            Files.writeString(stack.resolve(LOCK), assignment.lockFile());
        }
        return Optional.empty();
    }

    private Optional<String> plan(Assignment assignment) {
        if (assignment.plan().isEmpty()) {
            return Optional.of("there is no plan file to work on");
        }
        try {
            Files.write(paths.plan(), assignment.plan().get(), StandardOpenOption.CREATE_NEW);
            if (ProviderLock.read(assignment.lockFile()) instanceof Sound(var lock)
                    && !lock.entries().isEmpty()) {
                Files.writeString(rendering(paths).resolve("main.tf"), engine.requirements(lock));
                Files.writeString(rendering(paths).resolve(LOCK), assignment.lockFile());
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "the plan file cannot be laid out: " + e.getClass().getSimpleName());
        }
    }

    /** What an earlier attempt of this companion left, before anything else started; links are removed, not followed. */
    private static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = new ArrayList<>(walk.toList());
        }
        all.remove(folder);
        java.util.Collections.reverse(all);
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
