package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ChangeSpec;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.shop.KubeServer;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong in a pass, the change is looked at again, and whoever must act can read so on it. */
class ChangeReconcilerTest {
    private final KubeServer kube = new KubeServer();
    private final InfrastructureChange change = new InfrastructureChange();
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void create() {
        change.getMetadata().setNamespace("agents");
        change.getMetadata().setName("more-memory");
        change.setSpec(new ChangeSpec());
        kube.client().resource(change).create();
    }

    @AfterEach
    void close() {
        kube.close();
    }

    private Optional<Duration> after(Supplier<RuntimeException> trouble) {
        Role role = new Role() {
            @Override
            public String name() {
                return "a-role";
            }

            @Override
            public Duration pass(InfrastructureChange seen) {
                throw trouble.get();
            }

            @Override
            public void trouble(InfrastructureChange seen, String why, boolean administrator) {
                told.add((administrator ? "administrator: " : "time: ") + why);
            }
        };
        return new ChangeReconciler(role, new Changes(kube.client()))
                .reconcile(change, null)
                .getScheduleDelay()
                .map(Duration::ofMillis);
    }

    private static KubernetesClientException api(int code, String message) {
        return new KubernetesClientException(
                "Failure executing: PUT at: https://10.96.0.1/apis/holdpoint.dev/v1alpha1. Message: " + message,
                code,
                new StatusBuilder().withCode(code).withMessage(message).build());
    }

    @Test
    void what_the_api_server_denies_is_told_to_whoever_looks_at_the_change_with_its_reason() {
        assertThat(after(() -> api(403, "ValidatingAdmissionPolicy 'holdpoint-f5' denied request")))
                .hasValue(Cadence.AGAIN);
        assertThat(told)
                .containsExactly("administrator: the API server denies what comes next:"
                        + " ValidatingAdmissionPolicy 'holdpoint-f5' denied request");
    }

    @Test
    void a_lost_race_is_told_to_nobody_and_decided_again_at_once() {
        assertThat(after(() -> api(409, "the object has been modified"))).hasValue(Cadence.AT_ONCE);
        assertThat(told).isEmpty();
    }

    @Test
    void an_api_server_that_fails_is_asked_again_and_nobody_is_blamed() {
        assertThat(after(() -> api(500, "etcd leader changed"))).hasValue(Cadence.AGAIN);
        assertThat(told).isEmpty();
    }

    @Test
    void what_time_heals_and_what_an_administrator_must_heal_are_told_apart() {
        assertThat(after(() -> new Unavailable("no answer"))).hasValue(Cadence.AGAIN);
        assertThat(after(() -> new Stalled("another host key"))).hasValue(Cadence.AGAIN);
        assertThat(told).containsExactly("time: no answer", "administrator: another host key");
    }

    @Test
    void a_status_that_cannot_be_written_either_stops_nothing() {
        Role mute = new Role() {
            @Override
            public String name() {
                return "a-role";
            }

            @Override
            public Duration pass(InfrastructureChange seen) {
                throw api(403, "no");
            }

            @Override
            public void trouble(InfrastructureChange seen, String why, boolean administrator) {
                throw api(403, "nor this");
            }
        };

        assertThat(new ChangeReconciler(mute, new Changes(kube.client()))
                        .reconcile(change, null)
                        .getScheduleDelay())
                .isPresent();
    }

    @Test
    void a_change_whose_end_was_seen_is_over_until_a_pass_says_otherwise() {
        List<Duration> answers = new ArrayList<>(List.of(Cadence.OVER, Cadence.QUEUED, Cadence.OVER));
        ChangeReconciler reconciler = new ChangeReconciler(
                new Role() {
                    @Override
                    public String name() {
                        return "a-role";
                    }

                    @Override
                    public Duration pass(InfrastructureChange seen) {
                        return answers.removeFirst();
                    }

                    @Override
                    public void trouble(InfrastructureChange seen, String why, boolean administrator) {}
                },
                new Changes(kube.client()));
        InfrastructureChange stored = kube.client().resource(change).get();
        assertThat(reconciler.isOver(stored)).isFalse();

        reconciler.reconcile(change, null);
        assertThat(reconciler.isOver(stored)).isTrue();
        reconciler.reconcile(change, null);
        assertThat(reconciler.isOver(stored)).isFalse();
        reconciler.reconcile(change, null);
        assertThat(reconciler.isOver(stored)).isTrue();

        reconciler.known();
        assertThat(reconciler.isOver(stored)).as("one that is gone").isFalse();
    }
}
