package dev.holdpoint.e2e.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.app.adapter.kube.KubeStateCustody;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.port.StateCustody.Claim;
import dev.holdpoint.app.port.StateCustody.NewState;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a real API server with the real rules, each call made by the identity that may make it. */
@ExtendWith(ClusterExtension.class)
class KubeStateCustodyTest implements StateCustodyContract {
    private static final String SYSTEM = "holdpoint-system";
    private static final String RUNS = "holdpoint-runs-apply";
    private static final AtomicInteger STACKS = new AtomicInteger();

    private TestCluster test;
    private Kubelet kubelet;

    @BeforeEach
    void cluster(TestCluster test) {
        this.test = test;
        this.kubelet = new Kubelet(test);
    }

    @Override
    public Scene scene() {
        String stack = "custody-" + STACKS.incrementAndGet();
        test.stack(stack);
        Pod pod = kubelet.pod(RUNS, stack, stack);
        return new Scene(
                stack,
                custody(pod),
                pod.getMetadata().getUid(),
                custody(kubelet.pod(SYSTEM, "attestor", "custody-attestor")),
                custody(kubelet.pod(SYSTEM, "controller", "custody-controller")));
    }

    private StateCustody custody(Pod pod) {
        return new KubeStateCustody(client(pod), Clock.systemUTC());
    }

    private KubernetesClient client(Pod pod) {
        return test.withToken(kubelet.token(pod));
    }

    @Test
    void a_state_larger_than_a_secret_is_read_back() {
        Scene scene = scene();
        byte[] large = new byte[3 << 20];
        new Random(7).nextBytes(large);
        StateVersion current = scene.stored(new NewState(large, "a-lineage", 1, true));
        assertThat(current.secrets).hasSizeGreaterThan(3);
        assertThat(scene.reader().bytes(current)).isEqualTo(large);
    }

    @Test
    void a_run_cannot_claim_for_another_pod() {
        Scene scene = scene();
        StackState seen = scene.now();
        Claim claim = new Claim("another-pod", 1, "a/b");
        assertThatThrownBy(() -> scene.pod().claim(seen, claim))
                .isInstanceOf(Stalled.class)
                .hasMessageMatching("(?s).*holdpoint-(f6|l2).*");
    }

    @Test
    void a_run_cannot_plant_a_candidate() {
        Scene scene = scene();
        assertThatThrownBy(() -> scene.pod().keepCandidate(scene.stack(), new byte[] {'{', '}'}))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("holdpoint-d7");
    }

    @Test
    void a_run_cannot_claim_another_stack() {
        Scene mine = scene();
        StackState theirs = scene().now();
        assertThatThrownBy(() -> mine.pod().claim(theirs, mine.claim(1))).isInstanceOf(Stalled.class);
    }

    @Test
    void a_run_cannot_read_the_bytes_of_a_state() {
        Scene scene = scene();
        StateVersion current = scene.stored(new NewState(new byte[] {'{', '}'}, "a-lineage", 1, true));
        assertThatThrownBy(() -> scene.pod().bytes(current)).isInstanceOf(Stalled.class);
    }
}
