package dev.holdpoint.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.verdict.Checks;
import dev.holdpoint.core.verdict.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static String text() {
        StringBuilder out = new StringBuilder("""
                # Rules

                Made from the code by `RulesPageTest`; do not edit. Names are stable.
                A finding *refuses* (nobody can approve), *asks* (humans at a tier) or is a *note*.
                """);
        for (Rule rule : Checks.rules()) {
            out.append("\n## ").append(rule.name()).append("\n\n");
            out.append("- When: ").append(rule.when()).append(".\n");
            out.append("- Then: ").append(rule.outcome()).append(".\n");
            out.append("- Why: ").append(rule.why()).append('\n');
        }
        return out.toString();
    }
}
