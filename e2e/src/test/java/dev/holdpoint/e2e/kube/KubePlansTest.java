package dev.holdpoint.e2e.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.ChangeRef;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.PlanSpec;
import dev.holdpoint.app.adapter.kube.KubePlans;
import dev.holdpoint.app.port.Plans;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the port promises, on a real API server with the real rules, each call made by the identity that may make it. */
@ExtendWith(ClusterExtension.class)
class KubePlansTest {
    private static final String SYSTEM = "holdpoint-system";

    private final String change = UUID.randomUUID().toString();
    private Plans controller;
    private Plans attestor;

    @BeforeEach
    void identities(TestCluster test) {
        Kubelet kubelet = new Kubelet(test);
        controller =
                new KubePlans(test.withToken(kubelet.token(kubelet.pod(SYSTEM, "controller", "plans-controller"))));
        attestor = new KubePlans(test.withToken(kubelet.token(kubelet.pod(SYSTEM, "attestor", "plans-attestor"))));
    }

    private PlanSpec spec(int round) {
        PlanSpec spec = new PlanSpec();
        spec.change = new ChangeRef();
        spec.change.namespace = "holdpoint-agents";
        spec.change.name = "x";
        spec.change.uid = change;
        spec.stack = "shop";
        spec.round = round;
        spec.inputs = "a".repeat(64);
        spec.engine = "OpenTofu 1.11.14";
        spec.changeCommit = "b".repeat(40);
        spec.settings = "a".repeat(64);
        return spec;
    }

    @Test
    void a_plan_that_was_stored_is_found_and_read_by_the_other_role() {
        byte[] plan = new byte[2 << 20];
        new Random(7).nextBytes(plan);
        assertThat(attestor.find(change, 1)).isEmpty();

        InfrastructurePlan stored = controller.store(spec(1), plan);

        InfrastructurePlan found = attestor.find(change, 1).orElseThrow();
        assertThat(found.getSpec().digest).isEqualTo(Sha256.of(plan).hex()).isEqualTo(stored.getSpec().digest);
        assertThat(attestor.bytes(found)).isEqualTo(plan);
        assertThat(attestor.find(change, 2)).isEmpty();
    }

    @Test
    void the_first_plan_of_a_round_stays_its_plan() {
        controller.store(spec(1), new byte[] {1});

        InfrastructurePlan second = controller.store(spec(1), new byte[] {2});

        assertThat(controller.bytes(second)).containsExactly(1);
        assertThat(controller.bytes(controller.store(spec(2), new byte[] {2}))).containsExactly(2);
    }

    @Test
    void storing_the_same_plan_again_is_harmless() {
        InfrastructurePlan first = controller.store(spec(1), new byte[] {1});

        InfrastructurePlan again = controller.store(spec(1), new byte[] {1});

        assertThat(again.getMetadata().getUid()).isEqualTo(first.getMetadata().getUid());
    }

    @Test
    void bytes_that_are_not_the_plans_are_not_given_out() {
        InfrastructurePlan plan = controller.store(spec(1), new byte[] {1});
        InfrastructurePlan other = controller.store(spec(2), new byte[] {2});

        plan.getSpec().secrets = other.getSpec().secrets;
        assertThatThrownBy(() -> attestor.bytes(plan)).isInstanceOf(Stalled.class);

        plan.getSpec().secrets = List.of("plan-nowhere-0");
        assertThatThrownBy(() -> attestor.bytes(plan)).isInstanceOf(Stalled.class);
    }

    @Test
    void only_the_controller_stores_plans() {
        assertThatThrownBy(() -> attestor.store(spec(1), new byte[] {1})).isInstanceOf(Stalled.class);
        assertThat(controller.find(change, 1)).isEmpty();
    }
}
