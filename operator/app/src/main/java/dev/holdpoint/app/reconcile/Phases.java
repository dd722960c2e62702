package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.Phase;
import dev.holdpoint.api.TierName;
import dev.holdpoint.core.flow.Stage;
import dev.holdpoint.core.verdict.Tier;

/** The words of the API and the words of core, one for one. */
final class Phases {
    private Phases() {}

    /** Where a change stands; {@code null} is one that nobody has seen yet. */
    static Stage stage(Phase phase) {
        if (phase == null) {
            return Stage.NEW;
        }
        return switch (phase) {
            case Pending -> Stage.PENDING;
            case Open -> Stage.OPEN;
            case Planning -> Stage.PLANNING;
            case Refused -> Stage.REFUSED;
            case AwaitingApproval -> Stage.AWAITING_APPROVAL;
            case Approved -> Stage.APPROVED;
            case Rejected -> Stage.REJECTED;
            case Applying -> Stage.APPLYING;
            case Applied -> Stage.APPLIED;
            case Failed -> Stage.FAILED;
            case Withdrawn -> Stage.WITHDRAWN;
            case Superseded -> Stage.SUPERSEDED;
            case Expired -> Stage.EXPIRED;
        };
    }

    /** @throws IllegalArgumentException for NEW, which no phase says */
    static Phase phase(Stage stage) {
        return switch (stage) {
            case NEW -> throw new IllegalArgumentException("a change that nobody has seen has no phase");
            case PENDING -> Phase.Pending;
            case OPEN -> Phase.Open;
            case PLANNING -> Phase.Planning;
            case REFUSED -> Phase.Refused;
            case AWAITING_APPROVAL -> Phase.AwaitingApproval;
            case APPROVED -> Phase.Approved;
            case REJECTED -> Phase.Rejected;
            case APPLYING -> Phase.Applying;
            case APPLIED -> Phase.Applied;
            case FAILED -> Phase.Failed;
            case WITHDRAWN -> Phase.Withdrawn;
            case SUPERSEDED -> Phase.Superseded;
            case EXPIRED -> Phase.Expired;
        };
    }

    static TierName tier(Tier tier) {
        return switch (tier) {
            case NONE -> TierName.None;
            case LOW -> TierName.Low;
            case NORMAL -> TierName.Normal;
            case HIGH -> TierName.High;
            case CRITICAL -> TierName.Critical;
        };
    }
}
