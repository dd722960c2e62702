package dev.holdpoint.e2e.aws;

import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.Daemons;
import dev.holdpoint.e2e.cluster.FileTree;
import dev.holdpoint.e2e.cluster.Progress;
import dev.holdpoint.e2e.cluster.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fake AWS: {@code moto_server} from PyPI in a virtual environment below the cache folder. It keeps everything in
 * memory; its deletion protection of RDS and DynamoDB refuses as AWS does, ELB's and CloudFormation's does not.
 *
 * @param folder of the virtual environment
 */
public record Moto(Path folder) {
    /** Under this name it is remembered among the daemons of a cluster. */
    private static final String DAEMON = "moto";

    private static final String VERSION = "5.2.1";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    /** The one in the cache, fetched when it is not there yet; empty where Python or PyPI is missing. */
    public static Optional<Moto> find(Cache cache, Progress progress) {
        Path folder = cache.folder("moto").resolve(VERSION);
        if (!Files.isDirectory(folder)) {
            Path unfinished = folder.resolveSibling(VERSION + ".unfinished");
            FileTree.delete(unfinished);
            boolean fetched =
                    progress.step("fetching moto " + VERSION + " (a fake AWS) from PyPI", () -> fetch(unfinished));
            if (!fetched) {
                FileTree.delete(unfinished);
                return Optional.empty();
            }
            move(unfinished, folder);
        }
        return Optional.of(new Moto(folder));
    }

    /** What is said where there is none. */
    public static String missing() {
        return "no moto " + VERSION + ", and it could not be fetched (Python 3 with venv, and PyPI)";
    }

    private static boolean fetch(Path folder) {
        return Command.of("python3", "-m", "venv", folder.toString()).attempt().ok()
                && Command.of(
                                folder.resolve("bin/python").toString(),
                                "-m",
                                "pip",
                                "install",
                                "--quiet",
                                "--disable-pip-version-check",
                                "moto[server]==" + VERSION)
                        .within(Duration.ofMinutes(5))
                        .attempt()
                        .ok();
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + to, e);
        }
    }

    /** Starts it among the daemons of a cluster unless it runs already; returns when it answers. */
    public void start(Daemons daemons, String address, int port) {
        if (daemons.alive(DAEMON).isEmpty()) {
            // the programs of a virtual environment that was moved name the place where it was made
            List<String> words = List.of(
                    folder.resolve("bin/python").toString(),
                    "-m",
                    "moto.server",
                    "-H",
                    address,
                    "-p",
                    Integer.toString(port));
            daemons.start(DAEMON, words, Map.of("PYTHONDONTWRITEBYTECODE", "1"));
        }
        URI ready = URI.create("http://" + address + ":" + port + "/moto-api/");
        Wait.until("the fake AWS answers at " + ready, STARTS_WITHIN, () -> answers(ready));
    }

    private static boolean answers(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
