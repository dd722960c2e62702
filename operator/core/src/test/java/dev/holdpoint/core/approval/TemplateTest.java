package dev.holdpoint.core.approval;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.core.verdict.Tier;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private final Template template = Scene.template(Tier.CRITICAL, 2);

    @Test
    void it_renders_byte_for_byte_as_the_design_says() {
        String digests = "Plan-SHA256: " + Scene.digest("plan") + "\nReview-SHA256: " + Scene.digest("review")
                + "\nInputs-SHA256: " + Scene.digest("inputs") + "\nSettings-SHA256: " + Scene.digest("settings");
        assertThat(new String(template.render(), US_ASCII))
                .isEqualTo("""
                holdpoint vote v1

                Change: payments/chg-7f3a
                Change-UID: 6f0c1c1e-9b0d-4c02-9a55-0d3f3a2f4b61
                Repository: ssh://git.example.com/infra.git
                Target: refs/heads/main
                Change-Commit: 89e6849b89e6849b89e6849b89e6849b89e6849b
                Round: 2
                Tier: critical
                """ + digests + """

                State: lineage 9d1cf3a0-0000-4000-8000-000000000001 serial 118
                Ledger: \
                """ + Scene.digest("ledger") + """

                Actions: create 0 update 1 replace 0 delete 1 forget 0
                Expires: 2026-11-22T18:00:00Z
                Decision:
                Answer-1:
                Answer-2:
                """);
    }

    @Test
    void what_was_rendered_reads_back_as_the_same_template() {
        assertThat(Template.parse(template.render())).isEqualTo(new Parsed.Ok<>(template));
        Template fresh = new Template(
                template.subject(),
                1,
                Tier.LOW,
                template.pins(),
                new Template.State.None(),
                template.actions(),
                template.expires(),
                0);
        assertThat(Template.parse(fresh.render())).isEqualTo(new Parsed.Ok<>(fresh));
    }

    @Test
    void a_template_with_one_byte_changed_never_reads_back_as_the_same_one() {
        byte[] bytes = template.render();
        for (int i = 0; i < bytes.length; i++) {
            byte[] other = bytes.clone();
            other[i] ^= 1;
            assertThat(Template.parse(other)).as("byte " + i).isNotEqualTo(new Parsed.Ok<>(template));
        }
    }

    @Test
    void a_filled_template_is_not_an_unfilled_one() {
        String filled = new String(template.render(), US_ASCII).replace("Decision:", "Decision: approve");
        assertThat(Template.parse(filled.getBytes(US_ASCII))).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void the_first_difference_is_named_by_line() {
        String body = new String(template.render(), US_ASCII);
        assertThat(template.match(body.replace("Round: 2", "Round: 1")))
                .isEqualTo(new Parsed.Bad<>("line 8 must be 'Round: 2'"));
        assertThat(template.match(body.replace("Answer-2:\n", "")))
                .isEqualTo(new Parsed.Bad<>("line 20 must be 'Answer-2:' and what you fill in"));
        assertThat(template.match(body + "more\n"))
                .isEqualTo(new Parsed.Bad<>("the text goes on after line 20, where it must end"));
    }

    @Test
    void fields_that_could_forge_a_line_cannot_stand_in_a_template() {
        Template.Subject s = template.subject();
        assertThatThrownBy(() -> new Template.Subject(
                        s.namespace(),
                        s.name(),
                        "uid\nDecision: approve",
                        s.repository(),
                        s.target(),
                        s.changeCommit()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Template.Subject(
                        s.namespace(), "a/../b", s.uid(), s.repository(), s.target(), s.changeCommit()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Template.State.At("a b", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
