package dev.holdpoint.app.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Real tools in a folder, with nothing of the user's configuration. */
public final class Processes {
    private Processes() {}

    /** Runs to the end; what it prints is thrown away. */
    static Process run(Path folder, List<String> command) {
        try {
            Process process = builder(folder, command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            process.waitFor();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs, insists on success, returns what it printed. */
    public static String must(Path folder, String... command) {
        return must(folder, new byte[0], command);
    }

    /** The same with standard input. */
    public static String must(Path folder, byte[] stdin, String... command) {
        try {
            Process process = builder(folder, List.of(command)).start();
            try (var in = process.getOutputStream()) {
                in.write(stdin);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(List.of(command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ProcessBuilder builder(Path folder, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("SSH_"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        return builder;
    }
}
