package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdpoint.api.EffectName;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * No secret that the engine marks appears in Git, in status, in Events or in logs: one is made by an apply, replaced by
 * another and put into the words of an engine that fails, and everything that leaves custody is searched for it.
 */
@ExtendWith(PathExtension.class)
final class SecretsTest {
    private static final String FILE = "stacks/shop/password.tf";
    private static final String ERROR = "stacks/shop/error.tf";

    /** Secret by the tree's own words, and in Git for that very reason. */
    private static final String WORD = "a-word-that-the-tree-calls-secret";

    private static final String SEEDED = """
            resource "terraform_data" "seed" {}

            resource "terraform_data" "password" {
              input = sensitive("%s-${terraform_data.seed.id}")
            }
            """;

    @Test
    void a_secret_that_the_engine_marks_leaves_custody_in_no_form(Place place) {
        place.first();
        applied(place, Asks.create("make-a-password", FILE, SEEDED.formatted("first"), 2));
        String first = password(place);
        assertThat(first).matches("first-[0-9a-f-]{36}");
        String second = first.replace("first-", "second-");

        try (Leaks leaks = Leaks.of(place, first, second)) {
            leaks.search();
            place.ask(Asks.replaced("new-password", FILE, SEEDED.formatted("second"), Map.of(EffectName.Update, 1)));
            place.await("new-password", Phase.AwaitingApproval);
            assertThat(place.voter("ada").page("new-password", "REVIEW.md")).contains("terraform_data.password");
            leaks.search();
            place.approve("new-password");
            place.await("new-password", Phase.Applied);
            assertThat(password(place)).isEqualTo(second);
            leaks.search();

            place.awaitCleanEnd("new-password");

            place.ask(Asks.create("told-by-a-plan", ERROR, teller("precondition", "terraform_data.seed.id"), 1));
            assertThat(place.await("told-by-a-plan", Phase.Refused).findings)
                    .anySatisfy(finding -> assertThat(finding.saw).contains("precondition failed"))
                    .noneSatisfy(finding -> assertThat(finding.saw).contains(WORD));
            leaks.search();
            place.withdraw("told-by-a-plan");
            place.await("told-by-a-plan", Phase.Withdrawn);

            place.ask(Asks.create("told-by-an-apply", ERROR, teller("postcondition", "self.id"), 1));
            place.await("told-by-an-apply", Phase.AwaitingApproval);
            place.approve("told-by-an-apply");
            assertThat(place.await("told-by-an-apply", Phase.Failed).outcome.message)
                    .contains("postcondition failed")
                    .doesNotContain(WORD);
            place.awaitCleanEnd("told-by-an-apply");
            leaks.search();
            applied(
                    place,
                    Asks.created(
                            "take-up-what-was-made",
                            ERROR,
                            "resource \"terraform_data\" \"error\" {\n  input = 1\n}\n",
                            Map.of(EffectName.Update, 1)));
            leaks.search();
            leaks.sawLogsOf("holdpoint-runs-plan", "holdpoint-runs-render", "holdpoint-runs-apply", "holdpoint-system");
        }
    }

    /** A thing whose failing condition says both secrets, the one in the state and the one in the tree. */
    private static String teller(String condition, String unknown) {
        return """
                locals {
                  word = sensitive("%s")
                }

                resource "terraform_data" "error" {
                  lifecycle {
                    %s {
                      condition     = %s == ""
                      error_message = "it is ${nonsensitive(terraform_data.password.input)} and ${nonsensitive(local.word)}"
                    }
                  }
                }
                """.formatted(WORD, condition, unknown);
    }

    private static void applied(Place place, InfrastructureChange change) {
        String name = change.getMetadata().getName();
        place.ask(change);
        place.await(name, Phase.AwaitingApproval);
        place.approve(name);
        place.await(name, Phase.Applied);
        place.awaitCleanEnd(name);
    }

    private static String password(Place place) {
        try {
            for (JsonNode resource :
                    new ObjectMapper().readTree(States.text(place)).path("resources")) {
                if (resource.path("name").asText().equals("password")) {
                    return resource.at("/instances/0/attributes/input/value").asText();
                }
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError("the state is no JSON", e);
        }
        throw new AssertionError("the state has no password: " + List.of(States.text(place)));
    }
}
