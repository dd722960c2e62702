package dev.holdpoint.e2e.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.adapter.kube.KubeGrants;
import dev.holdpoint.app.port.Grants;
import dev.holdpoint.app.port.Grants.Grant;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the port promises, on a real API server with the real rules, as the attestor and as the controller. */
@ExtendWith(ClusterExtension.class)
class KubeGrantsTest {
    private static final Sha256 PLAN = Sha256.of(new byte[] {1});

    private final String change = UUID.randomUUID().toString();
    private final Grant grant = new Grant(change, "shop-a", 1, PLAN);
    private Grants grants;
    private Grants controller;

    @BeforeEach
    void attestor(TestCluster test) {
        Kubelet kubelet = new Kubelet(test);
        grants = new KubeGrants(
                test.withToken(kubelet.token(kubelet.pod("holdpoint-system", "attestor", "grants-attestor"))));
        controller = new KubeGrants(
                test.withToken(kubelet.token(kubelet.pod("holdpoint-system", "controller", "grants-controller"))));
    }

    @Test
    void a_grant_stands_for_that_change_stack_round_and_plan_alone() {
        assertThat(grants.stands(grant)).isFalse();
        assertThat(grants.any(change)).isFalse();

        grants.write(grant);

        assertThat(grants.stands(grant)).isTrue();
        assertThat(grants.any(change)).isTrue();
        assertThat(grants.changes()).contains(change);
        assertThat(grants.stands(new Grant(change, "shop", 1, PLAN))).isFalse();
        assertThat(grants.stands(new Grant(change, "shop-a", 2, PLAN))).isFalse();
        assertThat(grants.stands(new Grant(change, "shop-a", 1, Sha256.of(new byte[] {2}))))
                .isFalse();
        assertThat(grants.stands(new Grant(UUID.randomUUID().toString(), "shop-a", 1, PLAN)))
                .isFalse();
    }

    @Test
    void writing_and_dropping_twice_is_harmless() {
        grants.write(grant);
        grants.write(grant);
        assertThat(grants.stands(grant)).isTrue();

        grants.drop(change);
        grants.drop(change);
        assertThat(grants.stands(grant)).isFalse();
        assertThat(grants.changes()).doesNotContain(change);
    }

    @Test
    void dropping_takes_every_round_of_a_change_and_no_other_changes() {
        Grant second = new Grant(change, "shop-a", 2, PLAN);
        Grant others = new Grant(UUID.randomUUID().toString(), "shop-a", 1, PLAN);
        grants.write(grant);
        grants.write(second);
        grants.write(others);

        grants.drop(change);

        assertThat(grants.stands(grant)).isFalse();
        assertThat(grants.stands(second)).isFalse();
        assertThat(grants.any(change)).isFalse();
        assertThat(grants.stands(others)).isTrue();
        grants.drop(others.changeUid());
    }

    @Test
    void nobody_but_the_attestor_writes_or_drops_one() {
        grants.write(grant);

        assertThatThrownBy(() -> controller.write(new Grant(change, "shop-a", 2, PLAN)))
                .isInstanceOf(Stalled.class);
        assertThatThrownBy(() -> controller.drop(change)).isInstanceOf(Stalled.class);
        assertThat(grants.stands(grant)).isTrue();
        grants.drop(change);
    }
}
