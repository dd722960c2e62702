package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.core.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the companion tells the processes that start the engine: one {@code key=value} a line, so that they need no JSON
 * reader to start.
 *
 * @param stop why there is nothing to do; empty when there is
 * @param port of the companion's loopback server
 * @param statePassword for the engine
 * @param controlToken for wrapper and render container; the engine never gets it
 * @param engineSha256 digest that the engine's binary must have
 * @param planSha256 digest that the plan file must have; empty in a plan run
 * @param stackPath folder of the stack in the tree; empty for the root
 * @param providers whether there is a dependency lock
 * @param limitSeconds how long a plan or render may take
 * @param environment what the engine's environment holds for its cloud
 */
record Brief(
        String stop,
        int port,
        String statePassword,
        String controlToken,
        String engineSha256,
        String planSha256,
        String stackPath,
        boolean providers,
        int limitSeconds,
        Map<String, String> environment) {
    /** What a variable's line begins with. */
    private static final String VARIABLE = "cloud.";

    private static final long PAUSE_MILLIS = 10;

    /** A brief that says there is nothing to do. */
    static Brief stop(String why) {
        return new Brief(why.replace('\n', ' '), 0, "", "", "", "", "", false, 0, Map.of());
    }

    static Brief of(Assignment assignment, String statePassword, String controlToken) {
        return new Brief(
                "",
                0,
                statePassword,
                controlToken,
                assignment.engineSha256(),
                assignment.plan().map(plan -> Sha256.of(plan).hex()).orElse(""),
                assignment.stackPath(),
                !assignment.lockFile().isEmpty(),
                assignment.limitSeconds(),
                assignment.environment());
    }

    Brief withPort(int open) {
        return new Brief(
                stop,
                open,
                statePassword,
                controlToken,
                engineSha256,
                planSha256,
                stackPath,
                providers,
                limitSeconds,
                environment);
    }

    /** Appears whole or not at all: the wrapper may be waiting for it. */
    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("stop=" + stop + "\nport=" + port + "\nstatePassword=" + statePassword
                + "\ncontrolToken="
                + controlToken + "\nengineSha256=" + engineSha256 + "\nplanSha256=" + planSha256 + "\nstackPath="
                + stackPath + "\nproviders=" + providers + "\nlimitSeconds=" + limitSeconds + "\n");
        environment.forEach((name, value) ->
                text.append(VARIABLE).append(name).append('=').append(value).append('\n'));
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Waits for it, because the containers of a pod start side by side.
     *
     * @throws NoSuchFileException if it does not appear in time
     */
    static Brief await(Path file, Duration within) throws IOException, InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (!Files.exists(file)) {
            if (System.nanoTime() > end) {
                throw new NoSuchFileException(file.toString(), null, "the companion did not say what to do");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return read(file);
    }

    static Brief read(Path file) throws IOException {
        Map<String, String> words = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int equals = line.indexOf('=');
            words.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return new Brief(
                words.get("stop"),
                Integer.parseInt(words.get("port")),
                words.get("statePassword"),
                words.get("controlToken"),
                words.get("engineSha256"),
                words.get("planSha256"),
                words.get("stackPath"),
                Boolean.parseBoolean(words.get("providers")),
                Integer.parseInt(words.get("limitSeconds")),
                environment(words));
    }

    private static Map<String, String> environment(Map<String, String> words) {
        Map<String, String> environment = new HashMap<>();
        words.forEach((word, value) -> {
            if (word.startsWith(VARIABLE)) {
                environment.put(word.substring(VARIABLE.length()), value);
            }
        });
        return environment;
    }
}
