package dev.holdpoint.e2e.policies;

import dev.holdpoint.api.ApprovalStatus;
import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.OrderStatus;
import dev.holdpoint.api.OutcomeResult;
import dev.holdpoint.api.OutcomeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.PlanStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.function.Consumer;

/** Statuses as the honest identities would write them. */
final class ChangeStates {
    static final String DIGEST = "a".repeat(64);
    static final String HEAD = "b".repeat(40);

    private ChangeStates() {}

    static ChangeStatus pending() {
        ChangeStatus status = new ChangeStatus();
        status.phase = Phase.Pending;
        status.round = 1;
        return status;
    }

    static Consumer<ChangeStatus> phase(Phase phase) {
        return status -> status.phase = phase;
    }

    /** Put before the reviewers: cleo asked and is barred, one approval is needed. */
    static void awaiting(ChangeStatus status) {
        PlanStatus plan = new PlanStatus();
        plan.round = status.round;
        plan.digest = DIGEST;
        plan.head = HEAD;
        plan.required = 1;
        plan.barred = List.of("cleo");
        status.plan = plan;
        status.phase = Phase.AwaitingApproval;
    }

    static void approved(ChangeStatus status) {
        ApprovalStatus approval = new ApprovalStatus();
        approval.round = status.round;
        approval.planDigest = DIGEST;
        approval.head = HEAD;
        approval.required = 1;
        approval.approvers = List.of("ada");
        approval.order = 1L;
        status.approval = approval;
        status.phase = Phase.Approved;
    }

    static Consumer<ChangeStatus> applying(String podUid) {
        return status -> {
            status.order = new OrderStatus();
            status.order.number = 1L;
            status.order.podUid = podUid;
            status.order.fence = 1L;
            status.phase = Phase.Applying;
        };
    }

    static void applied(ChangeStatus status) {
        status.outcome = new OutcomeStatus();
        status.outcome.result = OutcomeResult.Applied;
        status.phase = Phase.Applied;
    }

    /** The change with an edited status; the given one is not touched. */
    static InfrastructureChange with(InfrastructureChange change, Consumer<ChangeStatus> edit) {
        InfrastructureChange copy = Serialization.clone(change);
        if (copy.getStatus() == null) {
            copy.setStatus(new ChangeStatus());
        }
        edit.accept(copy.getStatus());
        return copy;
    }
}
