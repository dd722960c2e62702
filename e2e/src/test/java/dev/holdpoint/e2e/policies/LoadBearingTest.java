package dev.holdpoint.e2e.policies;

import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each rule carries: without its binding the very attack passes that it denied. */
@ExtendWith(ClusterExtension.class)
class LoadBearingTest {
    private TestCluster test;
    private Cast cast;
    private Removal rule;

    @BeforeEach
    void attackers(TestCluster test) {
        this.test = test;
        cast = Cast.of(test);
        rule = new Removal(test);
        test.stack("shop");
    }

    @AfterEach
    void restore() {
        rule.restore();
    }

    @Test
    void a1_holds_the_agent() {
        KubernetesClient claude = cast.claude();
        String mine = test.freshNamespace();
        rule.shows(
                "holdpoint-a1",
                () -> Attempt.of(
                        () -> claude.namespaces().withName(mine).dryRun().delete()));
    }

    @Test
    void a2_holds_the_name() {
        KubernetesClient claude = cast.claude();
        rule.shows(
                "holdpoint-a2",
                () -> Attempt.of(() -> claude.resource(Changes.of("forged", "ada", "shop"))
                        .dryRun()
                        .create()));
    }

    @Test
    void d2_holds_one_person() {
        DeletionGuard guard = new DeletionGuard();
        guard.setMetadata(
                new ObjectMetaBuilder().withName("bears-" + System.nanoTime()).build());
        GuardSpec spec = new GuardSpec();
        spec.version = 1L;
        spec.stack = "shop";
        spec.addresses = List.of("terraform_data.database");
        spec.reason = "customers' orders live here";
        guard.setSpec(spec);
        test.installer().resource(guard).create();
        rule.shows(
                "holdpoint-d2",
                () -> Attempt.of(() -> cast.mallory().resource(guard).dryRun().delete()));
    }

    @Test
    void f5_holds_the_status_of_a_change() {
        InfrastructureChange change = cast.claude()
                .resource(Changes.of("bears-" + System.nanoTime(), Cast.AGENT, "shop"))
                .create();
        change.setStatus(ChangeStates.pending());
        rule.shows(
                "holdpoint-f5",
                () -> Attempt.of(() -> cast.mallory().resource(change).dryRun().updateStatus()));
    }

    private StackState state() {
        StackState state = test.admin()
                .resources(StackState.class)
                .inNamespace("holdpoint-state")
                .withName("shop")
                .get();
        state.setStatus(new StackStateStatus());
        return state;
    }

    @Test
    void l2_holds_the_state() {
        StackState state = state();
        state.getStatus().established = "yes";
        rule.shows(
                "holdpoint-l2",
                () -> Attempt.of(() -> cast.mallory().resource(state).dryRun().updateStatus()));
    }

    /** L2 asks for the holder as well, so F6 is seen to carry when L2 is gone. */
    @Test
    void f6_holds_the_claim_even_when_l2_is_gone() {
        StackState state = state();
        LockStatus lock = new LockStatus();
        lock.holder = "6f0c1c1e-9b0d-4c02-9a55-0d3f3a2f4b61";
        lock.fence = 1L;
        lock.order = 1L;
        state.getStatus().lock = lock;
        state.getStatus().fence = 1L;
        state.getStatus().lastOrder = 1L;
        rule.remove("holdpoint-l2");
        rule.shows("holdpoint-f6", () -> {
            rule.remove("holdpoint-l2");
            return Attempt.of(() -> cast.mallory().resource(state).dryRun().updateStatus());
        });
    }

    @Test
    void p1_holds_the_grants() {
        rule.shows(
                "holdpoint-p1",
                () -> Attempt.of(() -> cast.mallory()
                        .resource(GrantTest.role("holdpoint-approvals", "grant-x", "grant-x"))
                        .dryRun()
                        .create()));
    }

    @Test
    void r3_holds_the_apply_job() {
        rule.shows(
                "holdpoint-r3",
                () -> Attempt.of(() -> cast.controller()
                        .resource(GrantTest.job("no-such-change", 1, GrantTest.PLAN, "shop"))
                        .dryRun()
                        .create()));
    }
}
