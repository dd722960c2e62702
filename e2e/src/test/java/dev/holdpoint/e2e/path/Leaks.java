package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.e2e.cluster.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Looks for secrets in all that leaves custody: every object in Git, every object of the API server but Secrets, and the
 * logs of all pods, which are read all the time because they go with their pods.
 */
final class Leaks implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String KINDS = "ichg,iplan,sstate,istk,crepo,chpol,roster,dguard,events,pods,jobs,configmaps";

    private final Place place;
    private final List<String> secrets;
    private final Path logs;
    private final Set<String> leaked = new ConcurrentSkipListSet<>();
    private final Set<String> read = new ConcurrentSkipListSet<>();
    private final Thread reader;
    private volatile boolean closed;

    private Leaks(Place place, List<String> secrets) {
        this.place = place;
        this.secrets = secrets;
        this.logs = place.installed()
                .cache()
                .folder("clusters", place.installed().name())
                .resolve("pod-logs");
        this.reader = Thread.ofVirtual().start(this::readOn);
    }

    static Leaks of(Place place, String... secrets) {
        List<String> forms = new ArrayList<>();
        for (String secret : secrets) {
            forms.add(secret);
            // Encoded, a text has three faces, by where in the input it begins; the ends depend on its neighbours.
            for (int offset = 0; offset < 3; offset++) {
                String encoded = Base64.getEncoder()
                        .encodeToString((" ".repeat(offset) + secret).getBytes(StandardCharsets.UTF_8));
                forms.add(encoded.substring(4, encoded.length() - 4));
            }
        }
        return new Leaks(place, forms);
    }

    /** Looks everywhere, now; fails when a secret is found, or when it is plain that the search sees nothing. */
    void search() {
        String git = Command.of("git", "cat-file", "--batch-all-objects", "--batch", "--buffer")
                .in(place.repository())
                .run();
        assertThat(git).as("the search sees what is in Git").contains("terraform_data.password");
        look("Git", git);
        String objects = Command.of(
                        place.installed().cluster().kubectl().toString(),
                        "--kubeconfig",
                        place.cluster().adminKubeconfig().toString(),
                        "get",
                        KINDS,
                        "-A",
                        "-o",
                        "json")
                .run();
        assertThat(objects).as("the search sees what is in the API server").contains("make-a-password");
        look("the API server", objects);
        assertThat(leaked).isEmpty();
    }

    /** In these namespaces pods wrote something, and it was looked at. */
    void sawLogsOf(String... namespaces) {
        assertThat(namespaces)
                .allSatisfy(namespace -> assertThat(read).anyMatch(log -> log.startsWith(namespace + "_")));
    }

    private void look(String where, String text) {
        for (String secret : secrets) {
            int at = text.indexOf(secret);
            if (at >= 0) {
                leaked.add(where + ": …"
                        + text.substring(Math.max(0, at - 120), Math.min(text.length(), at + secret.length() + 20))
                        + "…");
            }
        }
    }

    private void readOn() {
        while (!closed) {
            readLogs();
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void readLogs() {
        try (Stream<Path> files = Files.find(logs, 3, (file, attributes) -> attributes.isRegularFile())) {
            for (Path file : files.toList()) {
                try {
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    if (!text.isEmpty()) {
                        read.add(logs.relativize(file).toString());
                        look("the log " + logs.relativize(file), text);
                    }
                } catch (NoSuchFileException e) {
                    // It went with its pod.
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // A folder went while it was walked; the next look is near.
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }
}
