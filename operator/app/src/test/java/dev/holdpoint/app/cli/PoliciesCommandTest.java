package dev.holdpoint.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PoliciesCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... words) {
        return new CommandLine(new PoliciesCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("values.yaml"), text).toString();
    }

    @Test
    void the_installation_names_who_installs_and_who_is_an_agent() throws IOException {
        int exit = run("--values", file("installers: [ada@example.com]\nagents: [bot@example.com]\n"));
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("name: holdpoint-a1", "['ada@example.com']", "['bot@example.com']")
                .doesNotContain("${");
    }

    @Test
    void without_values_the_rules_hold_placeholders() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("['${installer}']");
    }

    @Test
    void a_mistyped_values_file_is_bad_input_and_never_a_rule_without_an_installer() throws IOException {
        assertThat(run("--values", file("installer: [ada@example.com]\n"))).isEqualTo(2);
        assertThat(run("--values", file("installers: []\n"))).isEqualTo(2);
        assertThat(run("--values", file("installers: [\"a' || true || 'b\"]\n")))
                .isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }
}
