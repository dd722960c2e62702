package dev.holdpoint.core.flow;

import dev.holdpoint.core.flow.AttestStep.MarkFailed.Done;
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
            case APPROVED -> approved(seen);
            case APPLYING -> applying(seen);
            case APPLIED, FAILED, WITHDRAWN, SUPERSEDED, EXPIRED -> ended(seen);
        };
    }

    /** A grant is for one round; one that outlived its round is a key that nobody needs. */
    private static Decision<AttestStep> early(AttestSnapshot seen) {
        return seen.granted()
                ? decision(new AttestStep.DropGrant(), "the round is over; its grant goes", Actor.HOLDPOINT)
                : wait("nothing to attest yet", Actor.HOLDPOINT);
    }

    private static Decision<AttestStep> refused(AttestSnapshot seen) {
        if (seen.settings() instanceof Settings.NotInForce not) {
            return wait("refused, and cannot be recorded: " + not.why(), Actor.PLATFORM);
        }
        return seen.unrecordedRefusal()
                ? decision(new AttestStep.RecordRefusal(), "refused; recorded in the ledger", Actor.HOLDPOINT)
                : wait("refused; a better version is the requester's", Actor.REQUESTER);
    }

    /** A rejected round is still counted: whoever overrules it signs the same template. */
    private static Decision<AttestStep> attested(AttestSnapshot seen) {
        if (seen.settings() instanceof Settings.NotInForce not) {
            return wait(not.why(), Actor.PLATFORM);
        }
        if (seen.basis().stale().isPresent()) {
            return wait(seen.basis().stale().get(), Actor.HOLDPOINT);
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
            case Run.Running running -> wait("the attestor renders the plan itself", Actor.HOLDPOINT);
            case Run.Delivered delivered -> wait("the attestor derives the review itself", Actor.HOLDPOINT);
            case Run.Rejected rejected ->
                decision(
                        new AttestStep.Alarm("the attestor's render run refused the plan"),
                        "alarm: the attestor's render run refused the plan",
                        Actor.PLATFORM);
            case Run.Vanished vanished ->
                vanished.failures() >= Flow.MAX_ATTEMPTS
                        ? wait("the attestor's render run delivered nothing: " + vanished.why(), Actor.PLATFORM)
                        : decision(
                                new AttestStep.StartRender(vanished.attempt() + 1),
                                "the attestor's render run is tried again",
                                Actor.HOLDPOINT);
            case Run.Stalled stalled -> wait("the attestor's render run cannot work: " + stalled.why(), Actor.PLATFORM);
        };
    }

    private static Decision<AttestStep> counting(AttestSnapshot seen) {
        if (seen.unrecorded() > 0) {
            return decision(new AttestStep.RecordVotes(), "new votes are recorded before they count", Actor.HOLDPOINT);
        }
        return switch (seen.ballot()) {
            case BallotView.Denied denied -> denied(seen, denied);
            case BallotView.Pending pending ->
                wait("waits for signed approvals: " + pending.counted() + " of " + pending.required(), Actor.APPROVERS);
            case BallotView.Granted granted -> granting(seen);
        };
    }

    private static Decision<AttestStep> denied(AttestSnapshot seen, BallotView.Denied denied) {
        if (seen.stage() != Stage.REJECTED) {
            return decision(new AttestStep.MarkRejected(), "rejected by " + denied.by(), Actor.REQUESTER);
        }
        return denied.overruledBy().isEmpty()
                ? wait("rejected by " + denied.by(), Actor.REQUESTER)
                : decision(
                        new AttestStep.MarkOverruled(),
                        "rejected by " + denied.by() + ", overruled by " + denied.overruledBy()
                                + "; a new round begins",
                        Actor.HOLDPOINT);
    }

    private static Decision<AttestStep> granting(AttestSnapshot seen) {
        if (seen.stage() == Stage.REJECTED) {
            return wait("rejected, though no reject is recorded any more", Actor.PLATFORM);
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

    private static Decision<AttestStep> approved(AttestSnapshot seen) {
        if (seen.settings() instanceof Settings.NotInForce not) {
            return wait("approved, and what became of it cannot be looked up: " + not.why(), Actor.PLATFORM);
        }
        if (seen.order().isEmpty()) {
            return decision(
                    new AttestStep.Alarm("the change is Approved, but the ledger knows no order of it"),
                    "alarm: Approved without an order in the ledger",
                    Actor.PLATFORM);
        }
        long order = seen.order().get();
        return switch (seen.apply()) {
            case ApplyRun.NotStarted not -> wait("approved; waits for the apply run", Actor.HOLDPOINT);
            case ApplyRun.Starting starting -> starting(seen, order, starting);
            case ApplyRun.Stuck stuck -> stuck(stuck);
            case ApplyRun.Started started -> intent(seen, order, started.podUid());
            case ApplyRun.Idle idle -> idle(seen, order, idle);
            case ApplyRun.Overdue overdue -> overdue(overdue);
            case ApplyRun.Finished finished -> remove(finished);
            case ApplyRun.Leaving leaving -> leaving(leaving);
            case ApplyRun.Gone gone -> unapplied(seen, gone);
        };
    }

    /** It never stood in Applying. What was taken back and never claimed is withdrawn, which the controller says. */
    private static Decision<AttestStep> unapplied(AttestSnapshot seen, ApplyRun.Gone gone) {
        return switch (gone.claim()) {
            case HELD -> free(gone);
            case ENDED -> nothingDone("the apply run took the lock and ended before its engine was started");
            case NONE ->
                seen.withdrawn()
                        ? wait("withdrawn; the apply run ended before it took the lock", Actor.HOLDPOINT)
                        : nothingDone("the apply run ended before it took the lock");
        };
    }

    private static Decision<AttestStep> nothingDone(String how) {
        String why = how + "; nothing was applied";
        return decision(new AttestStep.MarkFailed(Done.NOTHING, why), why, Actor.REQUESTER);
    }

    private static Decision<AttestStep> starting(AttestSnapshot seen, long order, ApplyRun.Starting starting) {
        if (!starting.podUid().isEmpty() && seen.intent().isEmpty()) {
            return intent(seen, order, starting.podUid());
        }
        return starting.why().isEmpty()
                ? wait("the apply pod is being started", Actor.HOLDPOINT)
                : wait(
                        "the apply pod cannot start yet: " + starting.why() + "; given up at " + starting.until(),
                        Actor.PLATFORM);
    }

    /** Until its pod is gone it could start after all; where there never was one, none has a right to claim. */
    private static Decision<AttestStep> stuck(ApplyRun.Stuck stuck) {
        String why = "the apply pod did not start in time" + (stuck.why().isEmpty() ? "" : ": " + stuck.why());
        return stuck.podUid().isEmpty()
                ? decision(
                        new AttestStep.MarkFailed(
                                Done.NOTHING, why + "; nothing was applied; when pods start again, open a new change"),
                        why,
                        Actor.PLATFORM)
                : decision(new AttestStep.RemoveUnstartedPod(stuck.podUid()), why + "; it is removed", Actor.PLATFORM);
    }

    /** It may take the lock at any moment, so it is not touched. */
    private static Decision<AttestStep> idle(AttestSnapshot seen, long order, ApplyRun.Idle idle) {
        if (seen.intent().isEmpty()) {
            return intent(seen, order, idle.podUid());
        }
        return wait(
                "the apply pod was made at " + idle.since() + " and has not taken the lock; look at the pod "
                        + idle.podUid()
                        + " in holdpoint-runs-apply, its companion's log says what it waits for; when it is"
                        + " deleted, the order ends and nothing was applied",
                Actor.PLATFORM);
    }

    private static Decision<AttestStep> leaving(ApplyRun.Leaving leaving) {
        return wait(
                "the apply pod is gone; its credentials lapse at " + leaving.until()
                        + ", then it is said how its order ended",
                Actor.HOLDPOINT);
    }

    private static Decision<AttestStep> overdue(ApplyRun.Overdue overdue) {
        return wait(
                "the apply run holds the lock since " + overdue.since() + ", longer than the " + overdue.limitSeconds()
                        + " s that an apply of this stack may take; an apply is never stopped: look at its pod "
                        + overdue.podUid() + " in holdpoint-runs-apply, and end it only if it does nothing any more",
                Actor.PLATFORM);
    }

    private static Decision<AttestStep> intent(AttestSnapshot seen, long order, String podUid) {
        if (podUid.isEmpty()) {
            return wait("waits for the apply pod", Actor.HOLDPOINT);
        }
        if (seen.intent().isEmpty()) {
            return decision(
                    new AttestStep.PushIntent(order, podUid), "the apply pod is named in the ledger", Actor.HOLDPOINT);
        }
        if (!seen.intent().get().equals(podUid)) {
            return decision(
                    new AttestStep.MarkFailed(
                            Done.UNKNOWN, "order " + order + " was given to another pod; it is never applied twice"),
                    "order " + order + " was given to another pod",
                    Actor.REQUESTER);
        }
        return wait("the apply run is about to take the lock", Actor.HOLDPOINT);
    }

    private static Decision<AttestStep> remove(ApplyRun.Finished finished) {
        return decision(
                new AttestStep.RemovePod(finished.podUid()),
                "the apply run ended; its pod is removed so that its token dies",
                Actor.HOLDPOINT);
    }

    private static Decision<AttestStep> applying(AttestSnapshot seen) {
        if (seen.settings() instanceof Settings.NotInForce not) {
            return wait("it is being applied, and what became of it cannot be looked up: " + not.why(), Actor.PLATFORM);
        }
        return switch (seen.apply()) {
            case ApplyRun.Finished finished -> remove(finished);
            case ApplyRun.Gone gone ->
                gone.holdsLock()
                        ? free(gone)
                        : decision(
                                new AttestStep.MarkFailed(
                                        Done.UNKNOWN,
                                        "the apply pod is gone and wrote no outcome; nobody knows how far it came: the state"
                                                + " holds what it stored, compare it with what exists, then open a new change"),
                                "the apply run ended without an outcome",
                                Actor.REQUESTER);
            case ApplyRun.Leaving leaving -> leaving(leaving);
            case ApplyRun.Overdue overdue -> granted(seen, overdue(overdue));
            case ApplyRun.Started started ->
                granted(
                        seen,
                        wait(
                                "the apply run holds the lock"
                                        + started.since()
                                                .map(since -> " since " + since)
                                                .orElse(""),
                                Actor.HOLDPOINT));
            case ApplyRun.NotStarted not -> granted(seen, wait("the apply run holds the lock", Actor.HOLDPOINT));
            case ApplyRun.Starting starting -> granted(seen, wait("the apply run holds the lock", Actor.HOLDPOINT));
            case ApplyRun.Idle idle -> granted(seen, wait("the apply run holds the lock", Actor.HOLDPOINT));
            case ApplyRun.Stuck stuck -> granted(seen, wait("the apply run holds the lock", Actor.HOLDPOINT));
        };
    }

    private static Decision<AttestStep> granted(AttestSnapshot seen, Decision<AttestStep> otherwise) {
        return seen.granted()
                ? decision(new AttestStep.DropGrant(), "claimed; the grant goes", Actor.HOLDPOINT)
                : otherwise;
    }

    private static Decision<AttestStep> free(ApplyRun.Gone gone) {
        return decision(
                new AttestStep.FreeLock(gone.podUid()),
                "the apply pod is gone and its credentials have lapsed; the lock is freed",
                Actor.HOLDPOINT);
    }

    private static Decision<AttestStep> ended(AttestSnapshot seen) {
        if (seen.settings() instanceof Settings.NotInForce not) {
            return wait("ended, and cannot be recorded: " + not.why(), Actor.PLATFORM);
        }
        if (seen.apply() instanceof ApplyRun.Finished finished) {
            return remove(finished);
        }
        if (seen.apply() instanceof ApplyRun.Stuck stuck && !stuck.podUid().isEmpty()) {
            return stuck(stuck);
        }
        if (seen.granted()) {
            return decision(new AttestStep.DropGrant(), "ended; the grant goes", Actor.HOLDPOINT);
        }
        // A run that died before it gave the lock back could not mark itself unmerged: the held lock stands for it.
        if (seen.stage() == Stage.APPLIED && !seen.mergedSeen()) {
            return wait("applied; waits for the merge", Actor.HOLDPOINT);
        }
        if (seen.apply() instanceof ApplyRun.Gone gone && gone.holdsLock()) {
            return free(gone);
        }
        if (!seen.endRecorded()) {
            return decision(new AttestStep.RecordEnd(), "ended; recorded in the ledger", Actor.HOLDPOINT);
        }
        if (seen.unmerged()) {
            return decision(new AttestStep.ClearUnmerged(), "merged; the stack goes on", Actor.HOLDPOINT);
        }
        return wait("ended", Actor.NOBODY);
    }

    private static Decision<AttestStep> wait(String because, Actor next) {
        return decision(new AttestStep.Wait(), because, next);
    }

    private static Decision<AttestStep> decision(AttestStep step, String because, Actor next) {
        return new Decision<>(step, because, next);
    }
}
