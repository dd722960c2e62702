package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** Says on standard error what is being done and how long it took last time; the times are kept in the cache. */
public final class Progress {
    private final PrintStream out;
    private final Path times;

    public Progress(PrintStream out, Cache cache) {
        this.out = out;
        this.times = cache.folder("times");
    }

    /** Does {@code work}, says so before and after, and remembers its duration under {@code what}. */
    public <T> T step(String what, Supplier<T> work) {
        out.println(what + lastTime(what) + " …");
        long start = System.nanoTime();
        T result = work.get();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        remember(what, took);
        out.println(what + ": done in " + words(took));
        return result;
    }

    public void step(String what, Runnable work) {
        step(what, () -> {
            work.run();
            return null;
        });
    }

    public void say(String line) {
        out.println(line);
    }

    private String lastTime(String what) {
        try {
            long millis = Long.parseLong(Files.readString(file(what)).strip());
            return " (took " + words(Duration.ofMillis(millis)) + " last time)";
        } catch (NoSuchFileException e) {
            return " (first time here)";
        } catch (NumberFormatException e) {
            return " (last time unknown)";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(String what, Duration took) {
        try {
            Files.writeString(file(what), Long.toString(took.toMillis()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remember a duration in " + times, e);
        }
    }

    private Path file(String what) {
        return times.resolve(what.replaceAll("[^A-Za-z0-9.-]+", "_"));
    }

    static String words(Duration d) {
        long minutes = d.toMinutes();
        if (minutes > 0) {
            return minutes + " min " + d.toSecondsPart() + " s";
        }
        return "%d.%d s".formatted(d.toSeconds(), d.toMillisPart() / 100);
    }
}
