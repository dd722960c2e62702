package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.OrderStatus;
import dev.holdpoint.api.OutcomeResult;
import dev.holdpoint.api.OutcomeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.core.apply.ApplyOutcome;
import dev.holdpoint.core.flow.Actor;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The apply pod's only writer of a change's status: it walks Approved → Applying → Applied or Failed and no other way. */
final class OutcomeReporter {
    /** The other roles write messages at any time; a lost race is read again and written again. */
    private static final int TRIES = 20;

    private final Changes changes;
    private final Reporter reporter;

    OutcomeReporter(Changes changes, Reporter reporter) {
        this.changes = changes;
        this.reporter = reporter;
    }

    /** Sets Applying; false when the change does not stand at Approved in this round any more. */
    boolean applying(OrderGate.Subject subject, OrderStatus order) {
        return write(subject, Phase.Approved, Actor.HOLDPOINT, "the plan is being applied", status -> {
            status.phase = Phase.Applying;
            status.order = order;
        });
    }

    /** Writes how it ended; harmless when it was written before. */
    void ended(OrderGate.Subject subject, ApplyOutcome outcome, long serialBefore, long serialAfter) {
        OutcomeStatus status = new OutcomeStatus();
        status.serialBefore = serialBefore;
        status.serialAfter = serialAfter;
        Phase phase = fill(status, outcome);
        write(subject, Phase.Applying, next(phase), status.message, s -> {
            s.phase = phase;
            s.outcome = status;
        });
    }

    private static Actor next(Phase phase) {
        return phase == Phase.Applied ? Actor.HOLDPOINT : Actor.REQUESTER;
    }

    private static Phase fill(OutcomeStatus status, ApplyOutcome outcome) {
        return switch (outcome) {
            case ApplyOutcome.Applied applied -> {
                status.result = OutcomeResult.Applied;
                status.message = "applied; the edits are merged next";
                yield Phase.Applied;
            }
            case ApplyOutcome.NothingDone nothing -> {
                status.result = OutcomeResult.NothingDone;
                status.message = "nothing was changed: " + nothing.why();
                yield Phase.Failed;
            }
            case ApplyOutcome.PartlyDone partly -> {
                status.result = OutcomeResult.PartlyDone;
                boolean moved = partly.serialAfter() > partly.serialBefore();
                status.message = "only a part was done: " + partly.why() + (moved ? "; the state says what" : "")
                        + "; open a new change to go on or back";
                status.orphans = partly.orphans().isEmpty() ? null : List.copyOf(partly.orphans());
                yield Phase.Failed;
            }
            case ApplyOutcome.Unknown unknown -> {
                status.result = OutcomeResult.Unknown;
                status.message = "nobody knows what was done: " + unknown.why();
                yield Phase.Failed;
            }
        };
    }

    private boolean write(
            OrderGate.Subject subject, Phase from, Actor next, String message, Consumer<ChangeStatus> edit) {
        for (int i = 0; i < TRIES; i++) {
            try {
                Optional<InfrastructureChange> change = changes.find(subject.namespace(), subject.name());
                if (change.isEmpty()
                        || !change.get().getMetadata().getUid().equals(subject.uid())
                        || change.get().getStatus().phase != from
                        || change.get().getStatus().round != subject.round()) {
                    return false;
                }
                reporter.report(change.get(), next, message, edit);
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw new Unavailable("the outcome cannot be written: " + e.getMessage(), e);
                }
            }
        }
        throw new Unavailable("the outcome cannot be written: others write all the time");
    }
}
