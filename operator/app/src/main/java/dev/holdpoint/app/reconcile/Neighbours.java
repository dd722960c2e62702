package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.core.flow.Lane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.Optional;

/** The other changes on the same stack: who stands in front. */
final class Neighbours {
    private final KubernetesClient client;
    private final StateCustody custody;

    Neighbours(KubernetesClient client, StateCustody custody) {
        this.client = client;
        this.custody = custody;
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
        Optional<Lane> busy = inFront(scene);
        if (busy.isPresent()) {
            return busy.get();
        }
        // One that stood in front when the state was read may have claimed before the others were looked at.
        return custody.find(scene.stack())
                .filter(now -> new StateView(now).lastOrder() == state.lastOrder())
                .<Lane>map(now -> new Lane.Clear())
                .orElseGet(() -> new Lane.Busy("another order took its turn while this one was looked at"));
    }

    private Optional<Lane> inFront(Scene scene) {
        long mine = scene.change().getStatus().approval.order;
        return client.resources(InfrastructureChange.class).inAnyNamespace().list().getItems().stream()
                .filter(other -> other.getSpec().stacks.contains(scene.stack()))
                .filter(Neighbours::isOrdered)
                .filter(other -> other.getStatus().approval.order < mine)
                .min(Comparator.comparing(other -> other.getStatus().approval.order))
                .map(front -> new Lane.Busy("order " + front.getStatus().approval.order + " of "
                        + front.getMetadata().getNamespace() + "/"
                        + front.getMetadata().getName() + " is in front"));
    }

    private static boolean isOrdered(InfrastructureChange other) {
        return other.getStatus() != null
                && other.getStatus().phase == Phase.Approved
                && other.getStatus().approval != null
                && other.getStatus().approval.order != null;
    }
}
