package dev.holdpoint.e2e.image;

import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.Digest;
import dev.holdpoint.e2e.cluster.FileTree;
import dev.holdpoint.e2e.cluster.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes that the roles and run pods load, as one archive that the JVM maps instead of parsing the jar. It holds for
 * one runtime, one jar (by name, size and time) and one set of flags; where one differs the JVM starts without it.
 *
 * @see <a href="https://openjdk.org/jeps/310">JEP 310: Application Class-Data Sharing</a>
 */
final class ClassArchive {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String REHEARSAL = "dev.holdpoint.app.main.Rehearsal";

    private final Cache cache;
    private final Progress progress;

    ClassArchive(Cache cache, Progress progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /** @param flags of the JVM as the image starts it */
    Path of(Path runtime, Path jar, List<String> flags) {
        String key = Digest.of(Digest.of(jar) + runtime.getFileName() + flags).substring(0, 16);
        Path folder = cache.folder("images").resolve("classes-" + key);
        if (!Files.isDirectory(folder)) {
            progress.step("making the archive of classes", () -> make(folder, runtime, jar, flags));
        }
        return folder.resolve("holdpoint.jsa");
    }

    private static void make(Path folder, Path runtime, Path jar, List<String> flags) {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        FileTree.delete(unfinished);
        try {
            Files.createDirectories(unfinished);
            Path copy = Files.copy(jar, unfinished.resolve("holdpoint.jar"));
            Layers.touch(copy);
            String classes = unfinished.resolve("classes").toString();
            java(
                    runtime,
                    flags,
                    List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + classes, "-cp", copy.toString()),
                    List.of(REHEARSAL, "all"));
            java(
                    runtime,
                    flags,
                    List.of(
                            "-Xshare:dump",
                            "-XX:SharedClassListFile=" + classes,
                            "-XX:SharedArchiveFile=" + unfinished.resolve("holdpoint.jsa"),
                            "-cp",
                            copy.toString()),
                    List.of());
            Files.delete(copy);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    private static void java(Path runtime, List<String> flags, List<String> more, List<String> main) {
        List<String> words = new ArrayList<>(List.of(runtime.resolve("bin/java").toString()));
        words.addAll(flags);
        words.addAll(more);
        words.addAll(main);
        Command.of(words.toArray(String[]::new)).within(PATIENCE).run();
    }
}
