package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.FindingStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.PlanStatus;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.adapter.ledger.GitLedger;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.AttestFlow;
import dev.holdpoint.core.flow.AttestStep;
import dev.holdpoint.core.record.ChangeRefused;
import dev.holdpoint.core.record.Proven;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refusal is a decision: the ledger holds it after branch and object are gone. */
class RefusalsTest {
    private static final String PLAN = Sha256.of(new byte[] {1}).hex();
    private static final String REVIEW = "# Refused\n";

    @TempDir
    private Path folder;

    private ShopWorld world;
    private JGitRepository repository;
    private InfrastructureChange change;

    @BeforeEach
    void refused() {
        world = new ShopWorld(folder);
        repository = world.git.repository();
        change = world.change(Phase.Refused);
        change.getStatus().round = 1;
        change.getStatus().findings =
                List.of(finding("stateful-destroy", "refuse"), finding("destroy", "ask"), finding("guarded", "refuse"));
    }

    @AfterEach
    void close() {
        repository.close();
        world.close();
    }

    private static FindingStatus finding(String rule, String severity) {
        FindingStatus finding = new FindingStatus();
        finding.rule = rule;
        finding.severity = severity;
        return finding;
    }

    private void planned(int round, String review) {
        PlanStatus plan = new PlanStatus();
        plan.round = round;
        plan.digest = PLAN;
        plan.review = Sha256.of(review.getBytes(StandardCharsets.UTF_8)).hex();
        change.getStatus().plan = plan;
    }

    private void showOnTheBranch(String review) {
        String branch = "holdpoint/" + change.getMetadata().getNamespace() + "/"
                + change.getMetadata().getName();
        String path = ".holdpoint/changes/" + branch.substring("holdpoint/".length());
        Processes.must(
                world.clone,
                "sh",
                "-ec",
                "mkdir -p " + path + " && printf '%s' '" + review + "' >" + path + "/REVIEW.md && git add -A"
                        + " && git -c user.name=x -c user.email=x@x commit -qm review && git push -qf origin HEAD:"
                        + branch);
    }

    /** One pass of the attestor; returns what it did. */
    private AttestStep pass() {
        GitLedger ledger = new GitLedger(repository, world.shop.root(), world.shop.key("attestor"));
        ledger.read(Optional.empty());
        AttestSeen seen = new AttestObserver(world.ports(), null).observe(change);
        AttestStep step = AttestFlow.decide(seen.snapshot()).step();
        assertThat(new AttestPerformer(world.ports(), any -> ledger)
                        .perform(step, seen)
                        .trouble())
                .isEmpty();
        return step;
    }

    private List<ChangeRefused> recorded() {
        return world.scene(change).history().proven().stream()
                .map(Proven::fact)
                .filter(ChangeRefused.class::isInstance)
                .map(ChangeRefused.class::cast)
                .toList();
    }

    @Test
    void the_rules_that_refused_and_the_review_that_says_why_are_recorded_once() {
        planned(1, REVIEW);
        showOnTheBranch(REVIEW);

        assertThat(pass()).isInstanceOf(AttestStep.RecordRefusal.class);
        assertThat(pass()).isInstanceOf(AttestStep.Wait.class);

        assertThat(recorded()).hasSize(1);
        ChangeRefused refusal = recorded().getFirst();
        assertThat(refusal.stack()).isEqualTo(Shop.STACK);
        assertThat(refusal.rules()).containsExactly("guarded", "stateful-destroy");
        assertThat(refusal.plan().map(Sha256::hex)).contains(PLAN);
        assertThat(refusal.review().map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .contains(REVIEW);
    }

    @Test
    void each_refused_round_is() {
        pass();
        change.getStatus().round = 2;
        pass();

        assertThat(recorded()).extracting(it -> it.subject().round()).containsExactly(1, 2);
    }

    @Test
    void edits_that_never_came_to_a_plan_are_recorded_without_one() {
        change.getStatus().findings = List.of(finding("edit-outside-stack", "refuse"));
        pass();

        assertThat(recorded().getFirst().rules()).containsExactly("edit-outside-stack");
        assertThat(recorded().getFirst().plan()).isEmpty();
        assertThat(recorded().getFirst().review()).isEmpty();
    }

    @Test
    void a_review_of_an_earlier_round_or_of_somebody_elses_making_is_not_taken_for_this_ones() {
        planned(1, REVIEW);
        showOnTheBranch("# All is well\n");
        pass();
        assertThat(recorded().getFirst().review()).isEmpty();

        showOnTheBranch(REVIEW);
        change.getStatus().round = 2;
        pass();
        assertThat(recorded().getLast().review()).isEmpty();
        assertThat(recorded().getLast().plan()).isEmpty();
    }

    /** Whatever the operator writes, the ledger takes. */
    @Test
    void findings_that_name_no_rule_are_a_refusal_all_the_same() {
        change.getStatus().findings = List.of(finding("Not A Rule", "refuse"), finding(null, null));
        pass();

        assertThat(recorded().getFirst().rules()).isEqualTo(List.of("unnamed"));
        assertThat(Optional.of(recorded().getFirst().review()).get()).isEmpty();
    }
}
