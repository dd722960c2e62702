package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The one folder on this machine that Holdpoint writes to: {@code $HOLDPOINT_CACHE}, else {@code ~/.cache/holdpoint}.
 * Everything in it can be made again.
 */
public record Cache(Path root) {
    public static Cache from(Map<String, String> environment, String home) {
        String named = environment.get("HOLDPOINT_CACHE");
        Path root = named == null || named.isBlank() ? Path.of(home, ".cache", "holdpoint") : Path.of(named);
        return new Cache(root.toAbsolutePath().normalize());
    }

    public static Cache ofThisMachine() {
        return from(System.getenv(), System.getProperty("user.home"));
    }

    /** A folder below the root, made when it is not there. */
    public Path folder(String... names) {
        Path folder = root;
        for (String name : names) {
            folder = folder.resolve(name);
        }
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the cache folder " + folder, e);
        }
    }
}
