package dev.holdpoint.e2e.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.e2e.cluster.Command;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Asking how a command is used costs nothing and starts nothing. */
class LauncherTest {
    private static final Path ROOT =
            Path.of(System.getProperty("holdpoint.root", ".")).toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--full --help"})
    void test_explains_itself_without_running_a_test(String words) {
        Command.Result result = Command.of(("bash " + ROOT.resolve("holdpoint") + " test " + words).split(" "))
                .with("HOLDPOINT_JAVA_HOME", System.getProperty("java.home"))
                // No tool of this machine but a shell's own: neither Maven nor Go is looked for.
                .with("PATH", "/usr/bin:/bin")
                .attempt();
        assertThat(result.output())
                .contains("Usage: holdpoint test", "--full", "Exit codes:")
                .doesNotContain("running all tests");
        assertThat(result.ok()).isTrue();
    }

    @Test
    void test_refuses_other_words() {
        Command.Result result = Command.of("bash", ROOT.resolve("holdpoint").toString(), "test", "everything")
                .with("HOLDPOINT_JAVA_HOME", System.getProperty("java.home"))
                .attempt();
        assertThat(result.output()).contains("test takes --full or nothing");
        assertThat(result.ok()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "dev --help", "dev up --help", "dev down --help", "dev status --help", "demo --help"})
    void dev_demo_and_their_subcommands_explain_themselves(String words) {
        StringWriter out = new StringWriter();
        CommandLine line = Dev.line().setOut(new PrintWriter(out));
        assertThat(line.execute(words.split(" "))).isZero();
        assertThat(out.toString()).contains("Usage: holdpoint", "--help");
    }

    @Test
    void dev_alone_says_what_it_takes() {
        StringWriter err = new StringWriter();
        CommandLine line = Dev.line().setErr(new PrintWriter(err));
        assertThat(line.execute("dev")).isEqualTo(2);
        assertThat(err.toString()).contains("up", "down", "status");
    }
}
