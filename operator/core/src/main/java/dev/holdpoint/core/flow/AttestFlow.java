package dev.holdpoint.core.flow;

import java.util.Optional;

/**
 * The attestor's state machine. It believes nothing that the controller wrote: a change is approved only after the
 * attestor's own derivation gave the same bytes and the ledger has numbered the order.
 */
public final class AttestFlow {
    private AttestFlow() {}

    /** Decides the one next step. */
    public static Decision<AttestStep> decide(AttestSnapshot seen) {
        return switch (seen.stage()) {
            case NEW, PENDING, OPEN, PLANNING -> early(seen);
            case REFUSED -> seen.granted() ? early(seen) : refused(seen);
            case REJECTED -> seen.granted() ? early(seen) : attested(seen);
            case AWAITING_APPROVAL -> attested(seen);
            case APPROVED -> OrderFlow.approved(seen);
            case APPLYING -> OrderFlow.applying(seen);
            case APPLIED, FAILED, WITHDRAWN, SUPERSEDED, EXPIRED -> ended(seen);
        };
    }

    /** A grant is for one round; one that outlived its round is a key that nobody needs. */
    private static Decision<AttestStep> early(AttestSnapshot seen) {
        return seen.granted()
                ? decision(new AttestStep.DropGrant(), "the round is over; its grant goes", Actor.HOLDPOINT)
                : waits("nothing to attest yet", Actor.HOLDPOINT);
    }

    private static Decision<AttestStep> refused(AttestSnapshot seen) {
        if (seen.settings() instanceof Settings.NotInForce not) {
            return waits("refused, and cannot be recorded: " + not.why(), Actor.PLATFORM);
        }
        return seen.unrecordedRefusal()
                ? decision(new AttestStep.RecordRefusal(), "refused; recorded in the ledger", Actor.HOLDPOINT)
                : waits("refused; a better version is the requester's", Actor.REQUESTER);
    }

    /** A rejected round is still counted: whoever overrules it signs the same template. */
    private static Decision<AttestStep> attested(AttestSnapshot seen) {
        if (seen.settings() instanceof Settings.NotInForce not) {
            return waits(not.why(), Actor.PLATFORM);
        }
        if (seen.basis().stale().isPresent()) {
            return waits(seen.basis().stale().get(), Actor.HOLDPOINT);
        }
        return switch (seen.derived()) {
            case Derived.None none -> rendering(seen);
            case Derived.Differs differs ->
                decision(new AttestStep.Alarm(differs.what()), "alarm: " + differs.what(), Actor.PLATFORM);
            case Derived.Same same -> counting(seen);
        };
    }

    private static Decision<AttestStep> rendering(AttestSnapshot seen) {
        return switch (seen.render()) {
            case Run.NotStarted not ->
                decision(
                        new AttestStep.StartRender(not.nextAttempt()),
                        "the attestor renders the plan itself",
                        Actor.HOLDPOINT);
            case Run.Running running -> waits("the attestor renders the plan itself", Actor.HOLDPOINT);
            case Run.Delivered delivered -> waits("the attestor derives the review itself", Actor.HOLDPOINT);
            case Run.Rejected rejected ->
                decision(
                        new AttestStep.Alarm("the attestor's render run refused the plan"),
                        "alarm: the attestor's render run refused the plan",
                        Actor.PLATFORM);
            case Run.Vanished vanished ->
                vanished.failures() >= Flow.MAX_ATTEMPTS
                        ? waits("the attestor's render run delivered nothing: " + vanished.why(), Actor.PLATFORM)
                        : decision(
                                new AttestStep.StartRender(vanished.attempt() + 1),
                                "the attestor's render run is tried again",
                                Actor.HOLDPOINT);
            case Run.Stalled stalled ->
                waits("the attestor's render run cannot work: " + stalled.why(), Actor.PLATFORM);
        };
    }

    private static Decision<AttestStep> counting(AttestSnapshot seen) {
        if (seen.unrecorded() > 0) {
            return decision(new AttestStep.RecordVotes(), "new votes are recorded before they count", Actor.HOLDPOINT);
        }
        return switch (seen.ballot()) {
            case BallotView.Denied denied -> denied(seen, denied);
            case BallotView.Pending pending ->
                waits(
                        "waits for signed approvals: " + pending.counted() + " of " + pending.required(),
                        Actor.APPROVERS);
            case BallotView.Granted granted -> granting(seen);
        };
    }

    private static Decision<AttestStep> denied(AttestSnapshot seen, BallotView.Denied denied) {
        if (seen.stage() != Stage.REJECTED) {
            return decision(new AttestStep.MarkRejected(), "rejected by " + denied.by(), Actor.REQUESTER);
        }
        return denied.overruledBy().isEmpty()
                ? waits("rejected by " + denied.by(), Actor.REQUESTER)
                : decision(
                        new AttestStep.MarkOverruled(),
                        "rejected by " + denied.by() + ", overruled by " + denied.overruledBy()
                                + "; a new round begins",
                        Actor.HOLDPOINT);
    }

    private static Decision<AttestStep> granting(AttestSnapshot seen) {
        if (seen.stage() == Stage.REJECTED) {
            return waits("rejected, though no reject is recorded any more", Actor.PLATFORM);
        }
        Optional<Long> order = seen.order();
        if (order.isEmpty()) {
            return decision(new AttestStep.NumberOrder(), "approved; the ledger numbers the order", Actor.HOLDPOINT);
        }
        if (!seen.granted()) {
            return decision(new AttestStep.WriteGrant(order.get()), "approved; the grant is written", Actor.HOLDPOINT);
        }
        return decision(new AttestStep.MarkApproved(order.get()), "approved as order " + order.get(), Actor.HOLDPOINT);
    }

    private static Decision<AttestStep> ended(AttestSnapshot seen) {
        if (seen.settings() instanceof Settings.NotInForce not) {
            return waits("ended, and cannot be recorded: " + not.why(), Actor.PLATFORM);
        }
        if (seen.apply() instanceof ApplyRun.Finished finished) {
            return OrderFlow.remove(finished);
        }
        if (seen.apply() instanceof ApplyRun.Stuck stuck && !stuck.podUid().isEmpty()) {
            return OrderFlow.stuck(stuck);
        }
        if (seen.granted()) {
            return decision(new AttestStep.DropGrant(), "ended; the grant goes", Actor.HOLDPOINT);
        }
        // A run that died before it gave the lock back could not mark itself unmerged: the held lock stands for it.
        if (seen.stage() == Stage.APPLIED && !seen.mergedSeen()) {
            return waits("applied; waits for the merge", Actor.HOLDPOINT);
        }
        if (seen.apply() instanceof ApplyRun.Gone gone && gone.holdsLock()) {
            return OrderFlow.free(gone);
        }
        if (!seen.endRecorded()) {
            return decision(new AttestStep.RecordEnd(), "ended; recorded in the ledger", Actor.HOLDPOINT);
        }
        if (seen.unmerged()) {
            return decision(new AttestStep.ClearUnmerged(), "merged; the stack goes on", Actor.HOLDPOINT);
        }
        return waits("ended", Actor.NOBODY);
    }

    static Decision<AttestStep> waits(String because, Actor next) {
        return decision(new AttestStep.Wait(), because, next);
    }

    static Decision<AttestStep> decision(AttestStep step, String because, Actor next) {
        return new Decision<>(step, because, next);
    }
}
