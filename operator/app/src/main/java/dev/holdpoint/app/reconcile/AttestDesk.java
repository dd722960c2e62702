package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunKind;
import java.util.Optional;
import java.util.function.Consumer;

/** What the attestor's own render runs get and hand over. */
final class AttestDesk implements RunDesk {
    private final Ports ports;
    private final Changes changes;
    private final RenderCache renders;
    private final RunBook book;
    private final Consumer<InfrastructureChange> wake;

    AttestDesk(Ports ports, Changes changes, ControllerDesk.DeskParts parts) {
        this.ports = ports;
        this.changes = changes;
        this.renders = parts.renders();
        this.book = parts.book();
        this.wake = parts.wake();
    }

    @Override
    public Optional<Assignment> assignment(RunPod pod) {
        Optional<InfrastructureChange> change = wanted(pod);
        if (change.isEmpty() || !(new Scenery(ports).of(change.get()) instanceof Scenery.Found.Set(var scene))) {
            return Optional.empty();
        }
        return ports.plans().find(scene.uid(), pod.round()).map(plan -> {
            String lock = plan.getSpec().lockFile == null ? "" : plan.getSpec().lockFile;
            return Assignments.render(scene, ports.plans().bytes(plan), lock);
        });
    }

    private Optional<InfrastructureChange> wanted(RunPod pod) {
        return pod.kind() != RunKind.RENDER
                ? Optional.empty()
                : changes.byUid(pod.changeUid())
                        .filter(change -> change.getStatus() != null
                                && (change.getStatus().phase == Phase.AwaitingApproval
                                        || change.getStatus().phase == Phase.Rejected)
                                && change.getStatus().round != null
                                && change.getStatus().round == pod.round());
    }

    @Override
    public Receipt deliver(RunPod pod, Delivery delivery) {
        Optional<InfrastructureChange> change = wanted(pod);
        Optional<InfrastructurePlan> plan = ports.plans().find(pod.changeUid(), pod.round());
        if (change.isEmpty() || plan.isEmpty()) {
            return Receipt.UNWANTED;
        }
        switch (delivery) {
            case Delivery.Rendered rendered -> {
                renders.keep(pod.changeUid(), pod.round(), plan.get().getSpec().digest, rendered.json());
                book.delivered(pod);
            }
            case Delivery.Rejected rejected -> book.note(pod, rejected);
            case Delivery.Failed failed -> book.note(pod, failed);
            case Delivery.Stalled stalled -> book.note(pod, stalled);
            case Delivery.Plan other -> {
                return Receipt.UNWANTED;
            }
            case Delivery.CandidateState other -> {
                return Receipt.UNWANTED;
            }
        }
        wake.accept(change.get());
        return Receipt.STORED;
    }
}
