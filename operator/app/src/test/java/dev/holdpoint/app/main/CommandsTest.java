package dev.holdpoint.app.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunPaths;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CommandsTest {
    private static String help(String... args) {
        StringWriter out = new StringWriter();
        CommandLine line = Commands.lineFor(args);
        line.setOut(new PrintWriter(out));
        assertThat(line.execute(args)).isZero();
        return out.toString();
    }

    @Test
    void help_lists_every_command_with_a_sentence_and_loads_none_of_them() {
        String list = help("--help");
        assertThat(Commands.names())
                .allSatisfy(name -> assertThat(list).containsPattern("(?m)^  " + name + " +[A-Z].*\\.$"));
        assertThat(Commands.lineFor("--help").getSubcommands().values())
                .allSatisfy(command ->
                        assertThat(command.getCommandSpec().userObject()).isNull());
    }

    @Test
    void every_listed_command_can_be_made_by_its_name() {
        for (String name : Commands.names()) {
            CommandLine made = Commands.lineFor(name).getSubcommands().get(name);
            assertThat(made.getCommandSpec().userObject()).as(name).isNotNull();
        }
    }

    @Test
    void what_only_a_clone_can_run_is_listed_first_and_says_in_the_image_where_it_runs() {
        assertThat(Commands.names()).startsWith("demo", "test", "dev");
        for (String name : List.of("demo", "test", "dev")) {
            StringWriter err = new StringWriter();
            CommandLine line = Commands.lineFor(name).setErr(new PrintWriter(err));
            assertThat(line.execute(name)).isEqualTo(2);
            assertThat(err.toString()).contains("in a clone type ./holdpoint " + name);
            assertThat(help(name, "--help")).contains("from a clone of the repository");
        }
    }

    @Test
    void a_command_explains_itself() {
        assertThat(help("scan", "--help")).contains("--stack");
    }

    @Test
    void the_rehearsal_that_speeds_up_the_launcher_does_real_work() throws IOException {
        assertThat(Rehearsal.sound()).isTrue();
    }

    @Test
    void the_rehearsal_of_run_pods_does_real_work() throws IOException, InterruptedException {
        assertThat(Rehearsal.runs(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)))
                .isTrue();
    }

    @Test
    void a_container_of_a_run_pod_starts_without_the_parser_and_only_with_the_words_of_its_job() {
        for (RunKind kind : RunKind.values()) {
            for (String container :
                    List.of(RunPaths.COMPANION_CONTAINER, RunPaths.RENDER_CONTAINER, RunPaths.WRAPPER_CONTAINER)) {
                String[] words = RunPaths.arguments(kind, container).toArray(String[]::new);
                assertThat(RunCommand.literally(words))
                        .as(List.of(words).toString())
                        .isPresent();
            }
        }
        assertThat(RunCommand.literally("run", "plan", "--as", "wrapper", "--root"))
                .isEmpty();
        assertThat(RunCommand.literally("run", "--help")).isEmpty();
    }
}
