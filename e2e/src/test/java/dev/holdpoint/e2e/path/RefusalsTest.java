package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.EffectName;
import dev.holdpoint.api.FindingStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.RunLabels;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is refused says why, where people and agents look, and nothing that anybody signs changes it. */
@ExtendWith(PathExtension.class)
final class RefusalsTest {
    /** Longer than both roles' look at Git and a pass of each. */
    private static final Duration LOOKS = Duration.ofSeconds(8);

    @Test
    void a_plan_that_destroys_what_is_guarded_is_refused_and_no_vote_changes_that(Place place) {
        place.first();
        place.ask(destroysTheDatabase(place, "clean-up"));
        ChangeStatus refused = place.await("clean-up", Phase.Refused);

        assertThat(rules(refused)).contains("guarded", "stateful-destroy");
        assertThat(refused.findings).filteredOn(f -> f.rule.equals("guarded")).allSatisfy(f -> {
            assertThat(f.address).isEqualTo("terraform_data.database");
            assertThat(f.remedy).isNotEmpty();
        });
        assertThat(place.voter("ben").page("clean-up", "REVIEW.md"))
                .contains("guarded")
                .contains("terraform_data.database");
        Place.until(
                () -> "an Event tells of the refusal",
                () -> events(place, "clean-up").stream()
                        .anyMatch(e -> e.getReason().equals("Refused")
                                && e.getMessage().contains("guarded")));

        Place.until(
                () -> "the ledger holds the refusal",
                () -> Ledgers.anchored(place).output().contains("clean-up round 1, plan "));
        String before = Ledgers.anchored(place).output();
        place.approve("clean-up");
        assertThat(Place.becomes(LOOKS, () -> place.status("clean-up").phase != Phase.Refused))
                .as("signed approvals move a refused change")
                .isFalse();
        assertThat(Ledgers.anchored(place).output()).isEqualTo(before);
        assertThat(place.status("clean-up").approval).isNull();

        place.withdraw("clean-up");
        place.await("clean-up", Phase.Withdrawn);
        place.awaitCleanEnd("clean-up");
        assertThat(place.voter("ben").refsOf("clean-up")).isEmpty();
    }

    @Test
    void a_waiting_change_that_its_agent_takes_back_ends_and_its_branch_goes(Place place) {
        place.first();
        place.ask(Asks.thing("not-needed"));
        place.await("not-needed", Phase.AwaitingApproval);
        place.withdraw("not-needed");

        ChangeStatus ended = place.await("not-needed", Phase.Withdrawn);
        place.awaitCleanEnd("not-needed");

        assertThat(ended.message).contains("no longer needed");
        assertThat(place.voter("ada").refsOf("not-needed")).isEmpty();
        assertThat(place.state().lock).isNull();
    }

    @Test
    void edits_outside_the_stack_and_code_that_would_run_are_refused_before_any_pod(Place place) {
        place.first();
        place.ask(Asks.create("elsewhere", "stacks/other/main.tf", "# not mine\n", 1));
        place.ask(Asks.create("runs-code", "stacks/shop/code.tf", """
                resource "terraform_data" "code" {
                  provisioner "local-exec" {
                    command = "id"
                  }
                }
                """, 1));

        assertThat(rules(place.await("elsewhere", Phase.Refused))).containsExactly("edit-outside-stack");
        ChangeStatus code = place.await("runs-code", Phase.Refused);
        assertThat(code.findings)
                .singleElement()
                .satisfies(f -> assertThat(f.saw).contains("local-exec"));
        for (String name : List.of("elsewhere", "runs-code")) {
            assertThat(runs(place, name)).as("runs of " + name).isZero();
            place.withdraw(name);
        }
    }

    @Test
    void a_configuration_that_the_engine_refuses_comes_back_with_its_words(Place place) {
        place.first();
        place.ask(Asks.create(
                "broken",
                "stacks/shop/broken.tf",
                "resource \"terraform_data\" \"broken\" {\n  input = terraform_data.missing.id\n}\n",
                1));
        ChangeStatus refused = place.await("broken", Phase.Refused);

        assertThat(refused.findings)
                .isNotEmpty()
                .anySatisfy(f -> assertThat(f.saw).containsIgnoringCase("undeclared resource"));
        assertThat(refused.nextActor).isEqualTo("requester");
        place.withdraw("broken");
        place.await("broken", Phase.Withdrawn);
    }

    private static dev.holdpoint.api.InfrastructureChange destroysTheDatabase(Place place, String name) {
        Voter ada = place.voter("ada");
        ada.fetch();
        String main = ada.git("show", "origin/main:" + Asks.MAIN);
        int from = main.indexOf("resource \"terraform_data\" \"database\"");
        int to = main.indexOf("resource \"terraform_data\" \"uploads\"");
        return Asks.replace(
                name,
                (main.substring(0, from) + main.substring(to))
                        .replace("    database = terraform_data.database.id\n", ""),
                Map.of(EffectName.Update, 1, EffectName.Delete, 1));
    }

    private static List<String> rules(ChangeStatus status) {
        return status.findings.stream().map((FindingStatus f) -> f.rule).toList();
    }

    private static List<Event> events(Place place, String change) {
        return place.admin().v1().events().inNamespace(Place.AGENTS).list().getItems().stream()
                .filter(e -> change.equals(e.getInvolvedObject().getName()))
                .toList();
    }

    private static int runs(Place place, String change) {
        return place.admin()
                .batch()
                .v1()
                .jobs()
                .inAnyNamespace()
                .withLabel(
                        RunLabels.CHANGE_UID, place.change(change).getMetadata().getUid())
                .list()
                .getItems()
                .size();
    }
}
