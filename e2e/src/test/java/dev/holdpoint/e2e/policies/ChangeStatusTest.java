package dev.holdpoint.e2e.policies;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.VoteStatus;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** F1 to F5 and D8: each phase is walked to by the identities that may, and attacked from there. */
@ExtendWith(ClusterExtension.class)
class ChangeStatusTest {
    private TestCluster test;
    private Cast cast;
    private KubernetesClient controller;
    private KubernetesClient attestor;
    private KubernetesClient apply;
    private String pod;
    private InfrastructureChange change;

    @BeforeEach
    void freshChange(TestCluster test) {
        this.test = test;
        cast = Cast.of(test);
        test.stack("shop");
        controller = cast.controller();
        attestor = cast.attestor();
        apply = cast.apply("shop", "apply-0");
        pod = cast.uid("holdpoint-runs-apply", "apply-0");
        change = Changes.of("walk-" + System.nanoTime(), Cast.AGENT, "shop");
        change = cast.claude().resource(change).create();
    }

    private Attempt by(KubernetesClient who, Consumer<ChangeStatus> edit) {
        return Attempt.of(
                () -> who.resource(ChangeStates.with(change, edit)).dryRun().updateStatus());
    }

    private void walk(KubernetesClient who, Consumer<ChangeStatus> edit) {
        change = who.resource(ChangeStates.with(change, edit)).updateStatus();
    }

    private void toPlanning() {
        change = controller
                .resource(ChangeStates.with(change, s -> {
                    s.phase = Phase.Pending;
                    s.round = 1;
                }))
                .updateStatus();
        walk(controller, ChangeStates.phase(Phase.Open));
        walk(controller, ChangeStates.phase(Phase.Planning));
    }

    private void toAwaiting() {
        toPlanning();
        walk(controller, ChangeStates::awaiting);
    }

    private void toApproved() {
        toAwaiting();
        walk(attestor, ChangeStates::approved);
    }

    private void toApplying() {
        toApproved();
        walk(apply, ChangeStates.applying(pod));
    }

    @Test
    void the_honest_identities_walk_the_whole_path() {
        toApplying();
        walk(apply, ChangeStates::applied);
        by(controller, s -> s.outcome.merged = ChangeStates.HEAD).mustPass();
        by(controller, s -> s.outcome.message = "all well").mustBeDeniedBy("holdpoint-f5");
    }

    @Test
    void nobody_else_writes_a_status() {
        by(cast.mallory(), ChangeStates.phase(Phase.Pending)).mustBeDeniedBy("holdpoint-f5");
        by(test.admin(), ChangeStates.phase(Phase.Pending)).mustBeDeniedBy("holdpoint-f5");
    }

    @Test
    void an_impersonated_controller_is_not_the_controller() {
        var config = test.admin().getConfiguration();
        var as = new ConfigBuilder(config)
                .withImpersonateUsername("system:serviceaccount:holdpoint-system:controller")
                .withImpersonateGroups("system:masters")
                .build();
        try (KubernetesClient fake =
                new KubernetesClientBuilder().withConfig(as).build()) {
            by(fake, ChangeStates.phase(Phase.Pending)).mustBeDeniedBy("holdpoint-f5");
        }
    }

    @Test
    void the_controller_does_not_approve_and_the_attestor_does_not_plan() {
        toAwaiting();
        by(controller, ChangeStates::approved).mustBeDeniedBy("holdpoint-f5");
        by(attestor, s -> s.phase = Phase.Planning).mustBeDeniedBy("holdpoint-f5");
        by(attestor, s -> s.summary = "+1").mustBeDeniedBy("holdpoint-f5");
        by(controller, s -> s.votes = List.of(vote())).mustBeDeniedBy("holdpoint-f5");
        by(attestor, s -> s.votes = List.of(vote())).mustPass();
    }

    private static VoteStatus vote() {
        var vote = new VoteStatus();
        vote.person = "ada";
        return vote;
    }

    @Test
    void even_the_controller_skips_no_phase() {
        by(controller, s -> s.phase = Phase.Open).mustBreak("holdpoint/F2");
        toPlanning();
        by(controller, s -> s.phase = Phase.Open).mustBreak("holdpoint/F2");
        by(controller, s -> s.phase = Phase.Applied).mustBreak("holdpoint/F2");
    }

    @Test
    void an_approval_fits_plan_head_and_round_and_counts_distinct_unbarred_people() {
        toAwaiting();
        by(attestor, approval(s -> s.approval.planDigest = "c".repeat(64))).mustBreak("holdpoint/F3");
        by(attestor, approval(s -> s.approval.head = "c".repeat(40))).mustBreak("holdpoint/F3");
        by(attestor, approval(s -> s.approval.round = 2)).mustBreak("holdpoint/F3");
        by(attestor, approval(s -> s.approval.approvers = List.of("cleo"))).mustBreak("holdpoint/F3");
        by(attestor, approval(s -> s.approval.approvers = List.of())).mustBreak("holdpoint/F3");
        by(attestor, approval(s -> s.approval.order = null)).mustBreak("holdpoint/F3");
        by(attestor, approval(s -> {
                    s.approval.required = 2;
                    s.approval.approvers = List.of("ada", "ada");
                }))
                .mustBreak("holdpoint/F3");
        by(attestor, s -> s.phase = Phase.Approved).mustBreak("holdpoint/F3");
        by(attestor, ChangeStates::approved).mustPass();
    }

    private static Consumer<ChangeStatus> approval(Consumer<ChangeStatus> edit) {
        return ((Consumer<ChangeStatus>) ChangeStates::approved).andThen(edit);
    }

    @Test
    void plan_and_approval_are_fixed_within_a_round_and_nothing_is_taken_back() {
        toApproved();
        by(controller, s -> s.plan.digest = "c".repeat(64)).mustBreak("holdpoint/F4");
        by(attestor, s -> s.approval.approvers = List.of("ben")).mustBreak("holdpoint/F4");
        by(controller, s -> s.plan = null).mustBreak("holdpoint/F2");
        by(attestor, s -> s.approval = null).mustBreak("holdpoint/F2");
        by(controller, s -> s.round = null).mustBreak("holdpoint/F2");
    }

    @Test
    void a_new_round_needs_a_new_approval() {
        toApproved();
        walk(controller, s -> {
            s.phase = Phase.Planning;
            s.round = 2;
        });
        walk(controller, ChangeStates::awaiting);
        by(attestor, s -> s.phase = Phase.Approved).mustBreak("holdpoint/F3");
        by(attestor, ChangeStates::approved).mustPass();
    }

    @Test
    void a_rejected_round_is_not_planned_again_by_the_controller() {
        toAwaiting();
        walk(attestor, s -> s.phase = Phase.Rejected);
        by(controller, s -> s.phase = Phase.Planning).mustBeDeniedBy("holdpoint-f5");
        by(controller, s -> {
                    s.phase = Phase.Planning;
                    s.round = 2;
                })
                .mustPass();
        by(attestor, s -> s.phase = Phase.Planning).mustPass();
    }

    @Test
    void only_the_apply_pod_of_this_stack_that_claimed_goes_on() {
        toApproved();
        by(controller, ChangeStates.applying(pod)).mustBeDeniedBy("holdpoint-f5");
        test.stack("other");
        by(cast.apply("other", "apply-other"), ChangeStates.applying(cast.uid("holdpoint-runs-apply", "apply-other")))
                .mustBeDeniedBy("holdpoint-f5");
        KubernetesClient second = cast.apply("shop", "apply-1");
        by(second, ChangeStates.applying(pod)).mustBeDeniedBy("holdpoint-f5");
        walk(apply, ChangeStates.applying(pod));
        by(second, ChangeStates::applied).mustBeDeniedBy("holdpoint-f5");
        by(controller, s -> s.phase = Phase.Withdrawn).mustBreak("holdpoint/F2");
        by(attestor, s -> s.phase = Phase.Failed).mustPass();
    }

    @Test
    void an_end_stays() {
        walk(controller, s -> {
            s.phase = Phase.Pending;
            s.round = 1;
        });
        walk(controller, s -> s.phase = Phase.Withdrawn);
        by(controller, s -> s.phase = Phase.Expired).mustBreak("holdpoint/F2");
    }

    @Test
    void an_order_that_is_out_does_not_vanish() {
        toApproved();
        Attempt.of(() -> cast.mallory().resource(change).dryRun().delete()).mustBeDeniedBy("holdpoint-d8");
        Attempt.ofDeletingAll(
                        cast.mallory(),
                        "/apis/holdpoint.dev/v1alpha1/namespaces/holdpoint-agents/infrastructurechanges")
                .mustBeDeniedBy("holdpoint-d8");
    }

    @Test
    void an_applied_change_stays_until_its_merge_is_seen() {
        toApproved();
        walk(apply, ChangeStates.applying(pod));
        walk(apply, ChangeStates::applied);
        Attempt.of(() -> cast.mallory().resource(change).dryRun().delete()).mustBeDeniedBy("holdpoint-d8");
        by(cast.mallory(), s -> s.outcome.merged = ChangeStates.HEAD).mustBeDeniedBy("holdpoint-f5");
        walk(controller, s -> s.outcome.merged = ChangeStates.HEAD);
        Attempt.of(() -> cast.mallory().resource(change).dryRun().delete()).mustPass();
    }

    @Test
    void what_was_asked_never_changes_but_for_a_withdrawal() {
        InfrastructureChange edited = Serialization.clone(change);
        edited.getSpec().title = "something else";
        Attempt.of(() -> cast.mallory().resource(edited).dryRun().update()).mustBreak("holdpoint/F1");
        change.getSpec().withdrawal = Changes.withdrawal();
        change = cast.claude().resource(change).update();
        change.getSpec().withdrawal = null;
        Attempt.of(() -> cast.mallory().resource(change).dryRun().update()).mustBreak("holdpoint/F1");
    }
}
