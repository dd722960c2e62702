package dev.holdpoint.e2e.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What was killed when, and what became of it: a table in {@code e2e/target/crash-report.md}, rewritten after each kill. */
final class CrashReport {
    private static final Path FILE = Path.of("target", "crash-report.md");

    private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final long seed;
    private final int possible;
    private final List<Row> rows = new ArrayList<>();

    CrashReport(long seed, int possible) {
        this.seed = seed;
        this.possible = possible;
    }

    /**
     * One kill.
     *
     * @param hit processes or pods
     * @param ended phase and outcome, or why the test failed
     */
    record Row(Moment moment, Victim victim, int hit, String ended, String said, Duration took) {
        private String text() {
            return "| " + word(moment) + " | " + word(victim) + " | " + hit + " | " + ended + " | "
                    + said.replace("|", "\\|").replace("\n", " ") + " | " + took.toSeconds() + " s |";
        }

        private static String word(Enum<?> name) {
            return name.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    void add(Row row) {
        rows.add(row);
        List<String> lines = new ArrayList<>(List.of(
                "# Kills on the path",
                "",
                "Written by `CrashTest`, started " + started + ", seed " + seed + ", " + rows.size() + " of " + possible
                        + " kills. Each is one change of its own on a real cluster with real pods; after each it was"
                        + " checked that the order was claimed at most once, that the state was written at most once, kept"
                        + " its lineage and holds each thing at most once, that the lock is free, that the ledger"
                        + " verifies, and that the change ended with a reason and a next actor.",
                "",
                "| at | killed (`kill -9`, or evicted) | hit | ended | said | took |",
                "|---|---|---|---|---|---|"));
        rows.forEach(each -> lines.add(each.text()));
        try {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
