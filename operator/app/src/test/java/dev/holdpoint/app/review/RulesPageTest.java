package dev.holdpoint.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.verdict.Checks;
import dev.holdpoint.core.verdict.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/rules.md} says what the code says; {@code -Dholdpoint.write} writes it anew. */
class RulesPageTest {
    @Test
    void the_page_of_rules_says_what_the_code_says() throws IOException {
        Path page = Path.of(System.getProperty("holdpoint.root"), "docs", "rules.md");
        String text = text();
        if (System.getProperty("holdpoint.write") != null) {
            Files.writeString(page, text);
        }
        assertThat(page).hasContent(text);
    }

    @Test
    void every_name_that_a_finding_can_have_is_on_the_page() throws IOException {
        assertThat(beside().lines()
                        .filter(line -> line.contains(" | "))
                        .map(line -> line.substring(0, line.indexOf(' '))))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(namesInCode());
    }

    /** What sources call a finding that is none of the verdict's. */
    private static Set<String> namesInCode() throws IOException {
        Pattern name = Pattern.compile(
                "\"((?:base-rewritten|not-this-stack|requester-unowned|(?:edit|tree|vote|voter|key|round|scan|source|tier)(?:-[a-z]+)+)(?=\")"
                        + "|[a-z]+(?:-[a-z]+)+(?=: ))");
        Set<String> found = new TreeSet<>();
        for (String module : List.of("core", "app")) {
            Path sources = Path.of(System.getProperty("holdpoint.root"), "operator", module, "src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    name.matcher(Files.readString(file))
                            .results()
                            .map(result -> result.group(1))
                            .filter(word -> word.contains("-"))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static String beside() throws IOException {
        try (InputStream text = RulesPageTest.class.getResourceAsStream("/rules/beside-the-verdict.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text() throws IOException {
        StringBuilder out = new StringBuilder("""
                # Rules

                Made from the code by `RulesPageTest`; do not edit. Names are stable.
                A finding of the verdict *refuses* (nobody can approve), *asks* (humans at a tier) or is a *note*. After them
                stand the names that findings have beside the verdict.
                """);
        for (Rule rule : Checks.rules()) {
            out.append("\n## ").append(rule.name()).append("\n\n");
            out.append("- When: ").append(rule.when()).append(".\n");
            out.append("- Then: ").append(rule.outcome()).append(".\n");
            out.append("- Why: ").append(rule.why()).append('\n');
        }
        beside().lines().filter(line -> !line.isBlank()).forEach(line -> {
            if (line.startsWith("# ")) {
                out.append("\n#").append(line).append("\n\n| name | when | what to do |\n|---|---|---|\n");
            } else {
                out.append("| `").append(line.replaceFirst(" \\| ", "` | ")).append(" |\n");
            }
        });
        return out.toString();
    }
}
