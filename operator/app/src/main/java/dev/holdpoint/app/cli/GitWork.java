package dev.holdpoint.app.cli;

import dev.holdpoint.app.port.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Plain git in a person's clone. It is the person's own git with the person's own keys and credentials, so that nothing
 * happens here that they could not type themselves.
 */
final class GitWork {
    private final Path clone;

    GitWork(Path clone) {
        this.clone = clone;
    }

    /** What git printed, or {@link Unavailable} with git's own words. */
    String run(String... words) {
        Result result = attempt(words);
        if (result.exit() != 0) {
            throw new Unavailable(
                    "git " + String.join(" ", words) + ": " + result.output().strip());
        }
        return result.output();
    }

    /** Runs git; a failure is a value. */
    Result attempt(String... words) {
        List<String> all = new ArrayList<>(List.of("git", "-C", clone.toString()));
        all.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run git; is it installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while git ran", e);
        }
    }

    record Result(int exit, String output) {}
}
