package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.core.flow.Lane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.Optional;

/** The other changes on the same stack: who stands in front. */
final class Neighbours {
    private final KubernetesClient client;

    Neighbours(KubernetesClient client) {
        this.client = client;
    }

    /** Orders are applied in the order of their numbers; one that waits for humans has no number and blocks nobody. */
    Lane lane(Scene scene) {
        StateView state = new StateView(scene.state());
        Optional<LockStatus> lock = state.lock();
        if (lock.isPresent()) {
            return new Lane.Busy("order " + lock.get().order + " of " + lock.get().change + " holds the lock");
        }
        if (state.unmerged().isPresent()) {
            return new Lane.Busy("order " + state.unmerged().get() + " is applied and not merged yet");
        }
        long mine = scene.change().getStatus().approval.order;
        return client.resources(InfrastructureChange.class).inAnyNamespace().list().getItems().stream()
                .filter(other -> other.getSpec().stacks.contains(scene.stack()))
                .filter(Neighbours::isOrdered)
                .filter(other -> other.getStatus().approval.order < mine)
                .min(Comparator.comparing(other -> other.getStatus().approval.order))
                .<Lane>map(front -> new Lane.Busy("order " + front.getStatus().approval.order + " of "
                        + front.getMetadata().getNamespace() + "/"
                        + front.getMetadata().getName() + " is in front"))
                .orElseGet(Lane.Clear::new);
    }

    private static boolean isOrdered(InfrastructureChange other) {
        return other.getStatus() != null
                && other.getStatus().phase == Phase.Approved
                && other.getStatus().approval != null
                && other.getStatus().approval.order != null;
    }
}
