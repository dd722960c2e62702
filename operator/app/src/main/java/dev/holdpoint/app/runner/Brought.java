package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.RunPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The engine's binary, once the container with the engine's image has brought it. What is hashed and started is a copy
 * that only this container can write: the other image might change its file after it was looked at.
 *
 * @param digest SHA-256 in hexadecimal digits of the copy; empty where there is none
 * @param end how the run ends because there is none; empty otherwise
 */
record Brought(String digest, Optional<Ended> end) {
    private static final long LOOK_AGAIN_MILLIS = 20;

    /** Waits for as long as it takes: pulling an image may, and the deadline of the Job ends the pod. */
    static Brought await(RunPaths paths) throws InterruptedException {
        Path mark = paths.brought().resolve(RunPaths.BROUGHT);
        while (!Files.exists(mark, LinkOption.NOFOLLOW_LINKS)) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        try {
            List<Path> files;
            try (Stream<Path> all = Files.list(paths.brought())) {
                files = all.filter(file -> !file.equals(mark)).toList();
            }
            if (files.size() != 1) {
                return none(Ended.stalled(
                        "start",
                        "the engine's image brought " + (files.isEmpty() ? "no binary" : "more than one file")
                                + "; see what the container " + RunPaths.ENGINE_CONTAINER
                                + " says, expected is a program"
                                + " in the image's folder /engine"));
            }
            Files.createDirectories(paths.engine().getParent());
            Files.copy(files.getFirst(), paths.engine(), StandardCopyOption.REPLACE_EXISTING);
            return new Brought(FileDigest.of(paths.engine()).hex(), Optional.empty());
        } catch (IOException e) {
            return none(Ended.trouble("start", "the engine's binary could not be copied and read: " + e.getMessage()));
        }
    }

    static Brought none(Ended end) {
        return new Brought("", Optional.of(end));
    }
}
