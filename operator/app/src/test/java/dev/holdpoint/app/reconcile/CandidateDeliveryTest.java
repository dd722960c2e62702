package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Receipt;
import dev.holdpoint.app.port.RunDesk.RunPod;
import dev.holdpoint.app.port.RunKind;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod may forget a state that it could not post only when the desk says that it is stored. */
class CandidateDeliveryTest {
    private static final Delivery STATE =
            new Delivery.CandidateState("{\"serial\":9}".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private ShopWorld world;
    private final List<InfrastructureChange> woken = new ArrayList<>();

    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private RunDesk controller() {
        return new ControllerDesk(world.ports(), world.changes(), world.branches(), parts());
    }

    private RunDesk attestor() {
        return new AttestDesk(world.ports(), world.changes(), parts());
    }

    private ControllerDesk.DeskParts parts() {
        return new ControllerDesk.DeskParts(new RenderCache(), new RunBook(), woken::add);
    }

    private static RunPod pod(RunKind kind, int round) {
        return new RunPod(kind, "a-namespace", "a-pod", "a-pod-uid", "a-job", ShopWorld.UID, round);
    }

    private List<Secret> candidates() {
        return world.kube.client().secrets().inNamespace("holdpoint-state").list().getItems().stream()
                .filter(secret -> secret.getType().equals("holdpoint.dev/candidate"))
                .toList();
    }

    @Test
    void the_state_of_an_apply_that_could_not_post_it_is_kept_before_the_pod_is_told_so() {
        world.change(Phase.Applying);

        assertThat(controller().deliver(pod(RunKind.APPLY, 1), STATE)).isEqualTo(Receipt.STORED);
        assertThat(candidates()).hasSize(1);
        assertThat(woken).hasSize(1);
    }

    @Test
    void it_does_not_become_current() {
        world.change(Phase.Applying);
        controller().deliver(pod(RunKind.APPLY, 1), STATE);

        assertThat(world.ports().custody().find("shop-prod").orElseThrow().getStatus())
                .isNull();
    }

    @Test
    void a_plan_run_has_no_state_to_leave() {
        world.change(Phase.Planning);

        assertThat(controller().deliver(pod(RunKind.PLAN, 1), STATE)).isEqualTo(Receipt.UNWANTED);
        assertThat(candidates()).isEmpty();
    }

    /** The attestor may have ended it meanwhile: nobody else has what the engine left behind. */
    @Test
    void it_is_kept_however_the_change_ended_meanwhile() {
        world.change(Phase.Failed);

        assertThat(controller().deliver(pod(RunKind.APPLY, 1), STATE)).isEqualTo(Receipt.STORED);
        assertThat(candidates()).hasSize(1);
    }

    @Test
    void the_attestor_takes_no_state_of_anybody() {
        InfrastructureChange change = world.change(Phase.AwaitingApproval);
        world.plan(change, "a plan");

        assertThat(attestor().deliver(pod(RunKind.RENDER, 1), STATE)).isEqualTo(Receipt.UNWANTED);
        assertThat(candidates()).isEmpty();
    }
}
