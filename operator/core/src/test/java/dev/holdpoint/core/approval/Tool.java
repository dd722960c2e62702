package dev.holdpoint.core.approval;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real {@code ssh-keygen} and {@code git}, as oracles. A missing one skips the test by name. */
final class Tool {

    private Tool() {}

    record Result(int exit, String output) {
        boolean ok() {
            return exit == 0;
        }
    }

    static void need(String... names) {
        for (String name : names) {
            boolean found = Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
            assumeTrue(found, name + " is not on this machine");
        }
    }

    /** Runs in a folder with nothing of the user's configuration. */
    static Result run(Path folder, byte[] stdin, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("SSH_"));
            builder.environment().put("HOME", folder.toString());
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(stdin);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("hangs: " + command);
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Result run(Path folder, String... command) {
        return run(folder, new byte[0], Map.of(), List.of(command));
    }

    /** Runs and insists on success. */
    static String must(Path folder, String... command) {
        Result result = run(folder, command);
        if (!result.ok()) {
            throw new IllegalStateException(List.of(command) + " failed: " + result.output());
        }
        return result.output();
    }
}
