package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program of this machine, with an argument vector, never a shell.
 *
 * @param limit the program is killed and counts as failed when it takes longer
 */
public record Command(List<String> words, Path folder, Map<String, String> environment, Duration limit) {
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);

    /** Exit code with standard output and standard error in one text. */
    public record Result(int exit, String output) {
        public boolean ok() {
            return exit == 0;
        }
    }

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public static Command of(List<String> words) {
        return new Command(words, Path.of("/"), Map.of(), USUAL_LIMIT);
    }

    public Command in(Path folder) {
        return new Command(words, folder, environment, limit);
    }

    public Command with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Command(words, folder, more, limit);
    }

    public Command within(Duration limit) {
        return new Command(words, folder, environment, limit);
    }

    /** Runs it and throws {@link ClusterTrouble} with the program's own words when it fails. */
    public String run() {
        Result result = attempt();
        if (!result.ok()) {
            throw new ClusterTrouble(
                    "`" + String.join(" ", words) + "` ended with " + result.exit() + ": " + tail(result.output()),
                    "Read the program's own words above; run the command by hand to see more.");
        }
        return result.output();
    }

    /** Runs it; a failure is a value. A program that does not exist ends with 127, as a shell says it. */
    public Result attempt() {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
            builder.environment().putAll(environment);
            process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return new Result(127, e.getMessage());
        }
        StringBuilder output = new StringBuilder();
        Thread reader = Thread.ofVirtual().start(() -> drain(process, output));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Result(124, "no end within " + Progress.words(limit));
            }
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ClusterTrouble("interrupted while `" + words.get(0) + "` ran", "Run the command again.", e);
        }
        synchronized (output) {
            return new Result(process.exitValue(), output.toString());
        }
    }

    private static void drain(Process process, StringBuilder output) {
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (output) {
                    output.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tail(String text) {
        return text.length() <= 2000 ? text : "…" + text.substring(text.length() - 2000);
    }
}
