package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.OutcomeStatus;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.AttestSnapshot;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.Proven;
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
                seen.order().flatMap(order -> move(scene, order, outcome)),
                seen.mergedSeen() ? merge(scene, seen.round()) : Optional.empty(),
                outcome.map(o -> o.message).orElse(status.message == null ? "" : status.message));
    }

    /** Where the edits of a change reached the base branch, in the ledger's words. */
    static Optional<String> mergedAs(Scene scene) {
        return scene.history().proven().stream()
                .map(Proven::fact)
                .filter(ChangeEnded.class::isInstance)
                .map(ChangeEnded.class::cast)
                .filter(end -> end.subject().uid().equals(scene.uid()))
                .findFirst()
                .flatMap(ChangeEnded::mergeCommit);
    }

    private static Optional<String> merge(Scene scene, int round) {
        return OnBase.approved(scene, round)
                .flatMap(commit -> OnBase.since(scene, commit).stream())
                .findFirst();
    }

    /**
     * What the run said is bounded by what is there. A run that vanished said nothing; when no later order was claimed,
     * what is there is what it left.
     */
    private static Optional<ChangeEnded.StateMove> move(Scene scene, long order, Optional<OutcomeStatus> outcome) {
        StateView state = new StateView(scene.state());
        if (state.current().isEmpty() || state.lastOrder() < order) {
            return Optional.empty();
        }
        StateVersion now = state.current().get();
        Optional<Long> said = outcome.map(it -> it.serialAfter);
        if (said.isEmpty() && state.lastOrder() != order) {
            return Optional.empty();
        }
        long after = Math.min(said.orElse(now.serial), now.serial);
        long before = outcome.map(it -> it.serialBefore).orElseGet(() -> planned(scene, order));
        return Optional.of(new ChangeEnded.StateMove(now.lineage, Math.min(before, after), after));
    }

    private static long planned(Scene scene, long order) {
        return scene.history()
                .approval(new PlanApproved.Place(scene.stack(), order))
                .map(approved -> switch (approved.template().state()) {
                    case Template.State.At(var lineage, var serial) -> serial;
                    case Template.State.None none -> 0L;
                })
                .orElse(0L);
    }
}
