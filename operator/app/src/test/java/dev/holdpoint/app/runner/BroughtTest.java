package dev.holdpoint.app.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.core.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BroughtTest {
    @TempDir
    private Path root;

    private RunPaths paths;
    private Path program;

    @BeforeEach
    void an_empty_volume() throws IOException {
        paths = new RunPaths(root);
        Files.createDirectories(paths.brought());
        program = paths.brought().resolve("tofu");
    }

    private void mark() throws IOException {
        Files.writeString(paths.brought().resolve(RunPaths.BROUGHT), "pod");
    }

    @Test
    void a_binary_that_is_still_being_copied_is_not_looked_at() throws Exception {
        Files.writeString(program, "half");
        CompletableFuture<Brought> brought = CompletableFuture.supplyAsync(() -> {
            try {
                return Brought.await(paths);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Files.writeString(program, "half and half");
        assertThat(brought).isNotDone();
        mark();
        assertThat(brought.join().digest()).isEqualTo(sha("half and half"));
    }

    @Test
    void what_the_other_image_writes_after_the_look_is_neither_hashed_nor_started() throws Exception {
        Files.writeString(program, "honest");
        mark();
        Brought brought = Brought.await(paths);
        Files.writeString(program, "swapped");
        assertThat(brought.digest()).isEqualTo(sha("honest"));
        assertThat(paths.engine()).hasContent("honest");
    }

    @Test
    void an_image_without_the_program_is_named_as_such() throws Exception {
        mark();
        assertThat(Brought.await(paths).end().orElseThrow().encode())
                .contains("brought no binary", "/engine", RunPaths.ENGINE_CONTAINER);
    }

    @Test
    void more_than_one_file_is_refused() throws Exception {
        Files.writeString(program, "one");
        Files.writeString(paths.brought().resolve("terraform"), "two");
        mark();
        assertThat(Brought.await(paths).end().orElseThrow().encode()).contains("more than one");
    }

    private static String sha(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
