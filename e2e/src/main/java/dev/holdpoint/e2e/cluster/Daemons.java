package dev.holdpoint.e2e.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The long-lived processes of one cluster, remembered in files: pid and start time, so that a recycled pid is never
 * taken for ours. Each also carries the state folder in its environment, so that one that was started in the instant
 * of an interruption, before its file was written, is found as well.
 */
public final class Daemons {
    private static final String MARK = "HOLDPOINT_CLUSTER_STATE";
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path state;
    private final Path pids;
    private final Path logs;

    public Daemons(Path state) {
        this.state = state;
        this.pids = makeFolder(state.resolve("pids"));
        this.logs = makeFolder(state.resolve("logs"));
    }

    /** Starts a process of its own session (Ctrl-C on the terminal does not reach it) and remembers it. */
    public long start(String name, List<String> words, Map<String, String> environment) {
        // Stopping a cluster deletes its logs; the same object may start it again.
        makeFolder(logs);
        List<String> detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(detached)
                .directory(state.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
        builder.environment().putAll(environment);
        builder.environment().put(MARK, state.toString());
        try {
            long pid = builder.start().pid();
            Files.writeString(
                    pids.resolve(name), pid + " " + ProcFs.startTime(pid).orElse(0L));
            return pid;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + " (" + words.get(0) + ")", e);
        }
    }

    /** The pid when the process that we started under this name still lives. */
    public Optional<Long> alive(String name) {
        try {
            String[] words = Files.readString(pids.resolve(name)).strip().split(" ");
            long pid = Long.parseLong(words[0]);
            long started = Long.parseLong(words[1]);
            return ProcFs.startTime(pid).filter(now -> now == started).map(now -> pid);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, waits for {@code grace}, then kills it; returns when it is gone. */
    public void stop(String name, Duration grace) {
        alive(name).ifPresent(pid -> end(pid, grace));
        try {
            Files.deleteIfExists(pids.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends, by environment mark, what is ours and in no file: shims, and starts that were interrupted. */
    void stopStrays() {
        ProcFs.withEnvironment(MARK + "=" + state).stream()
                .filter(pid -> pid != ProcessHandle.current().pid())
                .forEach(pid -> end(pid, Duration.ZERO));
    }

    /** Names of all that was started and not stopped. */
    List<String> names() {
        try (Stream<Path> files = Files.list(pids)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path log(String name) {
        return logs.resolve(name + ".log");
    }

    /** The end of a log, for the message of a failure. */
    String lastWords(String name) {
        try {
            List<String> lines = Files.readAllLines(log(name));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    private static void end(long pid, Duration grace) {
        Optional<Long> started = ProcFs.startTime(pid);
        if (started.isEmpty()) {
            return;
        }
        if (!grace.isZero()) {
            Command.of("kill", "-TERM", Long.toString(pid)).attempt();
            if (Wait.quietly(grace, POLL, () -> !ProcFs.startTime(pid).equals(started))) {
                return;
            }
        }
        Command.of("kill", "-KILL", Long.toString(pid)).attempt();
        Wait.until(
                "process " + pid + " is gone",
                Duration.ofSeconds(20),
                () -> !ProcFs.startTime(pid).equals(started));
    }

    private static Path makeFolder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }
}
