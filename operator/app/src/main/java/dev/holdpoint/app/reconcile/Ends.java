package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.OutcomeStatus;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.AttestSnapshot;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.PlanApproved;
import java.util.Optional;

/** What the ledger says of a change that has ended. */
final class Ends {
    private Ends() {}

    static ChangeEnded fact(Scene scene, AttestSnapshot seen) {
        ChangeStatus status = scene.change().getStatus();
        ChangeEnded.End end = ChangeEnded.End.ofPhase(status.phase.name())
                .orElseThrow(() -> new IllegalStateException(status.phase + " is no end"));
        Optional<OutcomeStatus> outcome = Optional.ofNullable(status.outcome);
        return new ChangeEnded(
                end,
                new ChangeEnded.Subject(
                        scene.change().getMetadata().getNamespace() + "/"
                                + scene.change().getMetadata().getName(),
                        scene.uid(),
                        seen.round()),
                seen.order()
                        .map(order -> new ChangeEnded.Order(
                                new PlanApproved.Place(scene.stack(), order), Sha256.parse(status.plan.digest))),
                outcome.flatMap(o -> move(scene, o)),
                seen.mergedSeen() ? scene.refs().at(scene.baseRef()) : Optional.empty(),
                outcome.map(o -> o.message).orElse(status.message == null ? "" : status.message));
    }

    private static Optional<ChangeEnded.StateMove> move(Scene scene, OutcomeStatus outcome) {
        return new StateView(scene.state())
                .current()
                .filter(v -> outcome.serialAfter != null)
                .map(v -> new ChangeEnded.StateMove(
                        v.lineage, outcome.serialBefore == null ? 0 : outcome.serialBefore, outcome.serialAfter));
    }
}
