package dev.holdpoint.e2e.image;

import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.FileTree;
import dev.holdpoint.e2e.cluster.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * The part of this machine's JDK that the jar needs, cut out by jlink. Its files have the time that an image layer gives
 * them, because the JVM maps an archive of classes only beside files of the very time that it was made beside.
 */
final class JavaRuntime {
    /** What {@code jdeps} finds in the jar without the optional java.desktop, and what is found at run time only. */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.sql",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.management",
            "jdk.unsupported",
            "jdk.zipfs");

    private final Cache cache;
    private final Progress progress;

    JavaRuntime(Cache cache, Progress progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /** Folder with {@code bin/java}. */
    Path folder() {
        Path folder = cache.folder("images").resolve("java-" + Runtime.version() + "-2");
        if (!Files.isDirectory(folder)) {
            progress.step("cutting the Java runtime with jlink", () -> link(folder));
        }
        return folder;
    }

    private static void link(Path folder) {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        FileTree.delete(unfinished);
        Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                        "--add-modules",
                        String.join(",", MODULES),
                        "--strip-debug",
                        "--no-man-pages",
                        "--no-header-files",
                        "--output",
                        unfinished.toString())
                .within(Duration.ofMinutes(5))
                .run();
        FileTree.delete(unfinished.resolve("legal"));
        Layers.touch(unfinished);
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + folder, e);
        }
    }
}
