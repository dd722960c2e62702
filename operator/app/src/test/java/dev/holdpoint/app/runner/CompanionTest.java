package dev.holdpoint.app.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.adapter.engine.TofuEngine;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Receipt;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLine;
import dev.holdpoint.app.port.RunPaths;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a companion leaves for the containers that start beside it, and what it does when it is started again. */
class CompanionTest {
    @TempDir
    Path root;

    private RunPaths paths;

    @BeforeEach
    void pod() {
        paths = new RunPaths(root);
    }

    private Companion companion() {
        RunLine line = new RunLine() {
            @Override
            public Optional<Assignment> assignment() {
                byte[] plan = "plan".getBytes(StandardCharsets.UTF_8);
                return Optional.of(new Assignment(
                        "OpenTofu", "1", "ab", "", Map.of(), "", "", Optional.empty(), Optional.of(plan), 60));
            }

            @Override
            public Receipt deliver(Delivery delivery) {
                return Receipt.STORED;
            }
        };
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Companion(
                RunKind.RENDER,
                new Companion.Parts(paths, line, new TofuEngine(), Duration.ofSeconds(5), nowhere),
                assignment -> {
                    throw new IllegalStateException("a render run has no gate");
                });
    }

    /** As if its process had been killed: nothing is handed over, but its port is free again. */
    private void startAndKill() throws IOException {
        try (Companion first = companion()) {
            first.start();
        }
    }

    @Test
    void the_wrapper_waits_for_a_brief_and_finds_it_whole() throws IOException, InterruptedException {
        assertThatThrownBy(() -> Brief.await(Companion.brief(paths), Duration.ofMillis(30)))
                .isInstanceOf(NoSuchFileException.class);
        startAndKill();
        Brief brief = Brief.await(Companion.brief(paths), Duration.ofSeconds(5));
        assertThat(brief.port()).isPositive();
        assertThat(brief.controlToken()).isNotEmpty();
    }

    @Test
    void killed_between_its_own_copy_and_the_wrappers_it_leaves_the_same_one_again() throws IOException {
        startAndKill();
        Brief first = Brief.read(Companion.brief(paths));
        Files.delete(Companion.brief(paths));
        startAndKill();
        assertThat(Brief.read(Companion.brief(paths))).isEqualTo(first);
    }

    @Test
    void a_brief_that_was_taken_is_not_left_where_the_engine_could_read_it() throws IOException {
        startAndKill();
        Files.writeString(Companion.taken(paths), "");
        Files.delete(Companion.brief(paths));
        startAndKill();
        assertThat(Companion.brief(paths)).doesNotExist();
    }

    @Test
    void started_again_it_lays_nothing_out_twice() throws IOException {
        startAndKill();
        Files.writeString(paths.work().resolve("run/plan.out"), "the engine's words");
        startAndKill();
        assertThat(paths.work().resolve("run/plan.out")).hasContent("the engine's words");
    }
}
