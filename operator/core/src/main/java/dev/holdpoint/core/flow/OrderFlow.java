package dev.holdpoint.core.flow;

import static dev.holdpoint.core.flow.AttestFlow.decision;
import static dev.holdpoint.core.flow.AttestFlow.waits;

import dev.holdpoint.core.flow.AttestStep.MarkFailed.Done;

/** What the attestor does about an order that it numbered: from the naming of its pod until its lock is free again. */
final class OrderFlow {
    private OrderFlow() {}

    static Decision<AttestStep> approved(AttestSnapshot seen) {
        if (seen.settings() instanceof Settings.NotInForce not) {
            return waits("approved, and what became of it cannot be looked up: " + not.why(), Actor.PLATFORM);
        }
        if (seen.order().isEmpty()) {
            return decision(
                    new AttestStep.Alarm("the change is Approved, but the ledger knows no order of it"),
                    "alarm: Approved without an order in the ledger",
                    Actor.PLATFORM);
        }
        long order = seen.order().get();
        return switch (seen.apply()) {
            case ApplyRun.NotStarted not -> waits("approved; waits for the apply run", Actor.HOLDPOINT);
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
                        ? waits("withdrawn; the apply run ended before it took the lock", Actor.HOLDPOINT)
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
                ? waits("the apply pod is being started", Actor.HOLDPOINT)
                : waits(
                        "the apply pod cannot start yet: " + starting.why() + "; given up at " + starting.until(),
                        Actor.PLATFORM);
    }

    /** Until its pod is gone it could start after all; where there never was one, none has a right to claim. */
    static Decision<AttestStep> stuck(ApplyRun.Stuck stuck) {
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
        return waits(
                "the apply pod was made at " + idle.since() + " and has not taken the lock; look at the pod "
                        + idle.podUid()
                        + " in holdpoint-runs-apply, its companion's log says what it waits for; when it is"
                        + " deleted, the order ends and nothing was applied",
                Actor.PLATFORM);
    }

    private static Decision<AttestStep> leaving(ApplyRun.Leaving leaving) {
        return waits(
                "the apply pod is gone; its credentials lapse at " + leaving.until()
                        + ", then it is said how its order ended",
                Actor.HOLDPOINT);
    }

    private static Decision<AttestStep> overdue(ApplyRun.Overdue overdue) {
        return waits(
                "the apply run holds the lock since " + overdue.since() + ", longer than the " + overdue.limitSeconds()
                        + " s that an apply of this stack may take; an apply is never stopped: look at its pod "
                        + overdue.podUid() + " in holdpoint-runs-apply, and end it only if it does nothing any more",
                Actor.PLATFORM);
    }

    private static Decision<AttestStep> intent(AttestSnapshot seen, long order, String podUid) {
        if (podUid.isEmpty()) {
            return waits("waits for the apply pod", Actor.HOLDPOINT);
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
        return waits("the apply run is about to take the lock", Actor.HOLDPOINT);
    }

    static Decision<AttestStep> remove(ApplyRun.Finished finished) {
        return decision(
                new AttestStep.RemovePod(finished.podUid()),
                "the apply run ended; its pod is removed so that its token dies",
                Actor.HOLDPOINT);
    }

    static Decision<AttestStep> applying(AttestSnapshot seen) {
        if (seen.settings() instanceof Settings.NotInForce not) {
            return waits(
                    "it is being applied, and what became of it cannot be looked up: " + not.why(), Actor.PLATFORM);
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
                        waits(
                                "the apply run holds the lock"
                                        + started.since()
                                                .map(since -> " since " + since)
                                                .orElse(""),
                                Actor.HOLDPOINT));
            case ApplyRun.NotStarted not -> granted(seen, waits("the apply run holds the lock", Actor.HOLDPOINT));
            case ApplyRun.Starting starting -> granted(seen, waits("the apply run holds the lock", Actor.HOLDPOINT));
            case ApplyRun.Idle idle -> granted(seen, waits("the apply run holds the lock", Actor.HOLDPOINT));
            case ApplyRun.Stuck stuck -> granted(seen, waits("the apply run holds the lock", Actor.HOLDPOINT));
        };
    }

    private static Decision<AttestStep> granted(AttestSnapshot seen, Decision<AttestStep> otherwise) {
        return seen.granted()
                ? decision(new AttestStep.DropGrant(), "claimed; the grant goes", Actor.HOLDPOINT)
                : otherwise;
    }

    static Decision<AttestStep> free(ApplyRun.Gone gone) {
        return decision(
                new AttestStep.FreeLock(gone.podUid()),
                "the apply pod is gone and its credentials have lapsed; the lock is freed",
                Actor.HOLDPOINT);
    }
}
