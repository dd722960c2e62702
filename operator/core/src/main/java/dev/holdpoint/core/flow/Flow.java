package dev.holdpoint.core.flow;

import java.time.Instant;
import java.util.List;

/**
 * The controller's whole state machine. Pure: the same snapshot and instant give the same decision. What the attestor
 * does is decided by {@link AttestFlow}; the two share no step.
 */
public final class Flow {
    /** A run that delivered nothing is tried again this often; then a person must look. */
    public static final int MAX_ATTEMPTS = 3;

    /**
     * Render pods that may wait for their plans at a time. They have a namespace with the renders of attestor and
     * finished plans, of which its quota lets 50 pods in.
     */
    public static final int MAX_WAITING_RENDERS = 8;

    private Flow() {}

    /** Decides the one next step. */
    public static Decision<Step> decide(Snapshot seen, Instant now) {
        return switch (seen.stage()) {
            case NEW -> decision(new Step.Accept(), "seen for the first time", Actor.HOLDPOINT);
            case PENDING -> early(seen, now, pending(seen));
            case OPEN -> early(seen, now, open(seen));
            case PLANNING -> early(seen, now, planning(seen));
            case REFUSED -> early(seen, now, refused(seen));
            case AWAITING_APPROVAL -> early(seen, now, awaiting(seen));
            case REJECTED -> early(seen, now, rejected(seen));
            case APPROVED -> early(seen, now, approved(seen));
            case APPLYING -> decision(new Step.Wait(), "the apply run holds the lock", Actor.HOLDPOINT);
            case APPLIED -> applied(seen);
            case FAILED, WITHDRAWN, SUPERSEDED, EXPIRED -> ended(seen);
        };
    }

    /**
     * Withdrawal, supersession, expiry and settings that are not in force come before everything else, as long as no
     * run has the order. The run of an order stops by itself when it sees a withdrawal before its engine starts; when it
     * is gone and never claimed the order, the change is withdrawn after all.
     */
    private static Decision<Step> early(Snapshot seen, Instant now, Decision<Step> otherwise) {
        boolean started = !(seen.apply() instanceof ApplyRun.NotStarted);
        if (seen.withdrawal().isPresent() && (!started || isGoneUnclaimed(seen.apply()))) {
            return decision(
                    new Step.End(Stage.WITHDRAWN),
                    "withdrawn: " + seen.withdrawal().get(),
                    Actor.NOBODY);
        }
        if (started) {
            return otherwise;
        }
        if (seen.supersededBy().isPresent()) {
            return decision(
                    new Step.End(Stage.SUPERSEDED),
                    "superseded by " + seen.supersededBy().get(),
                    Actor.NOBODY);
        }
        if (seen.expires().isPresent() && !now.isBefore(seen.expires().get())) {
            return decision(new Step.End(Stage.EXPIRED), "nobody decided in time", Actor.NOBODY);
        }
        return switch (seen.settings()) {
            case Settings.InForce in -> otherwise;
            case Settings.NotInForce not -> decision(new Step.Wait(), not.why(), Actor.PLATFORM);
        };
    }

    private static boolean isGoneUnclaimed(ApplyRun apply) {
        return apply instanceof ApplyRun.Gone gone && gone.claim() == ApplyRun.Gone.Claim.NONE;
    }

    private static Decision<Step> pending(Snapshot seen) {
        return switch (seen.source()) {
            case Source.Unbuilt unbuilt ->
                decision(new Step.BuildBranch(), "its branch is being made", Actor.HOLDPOINT);
            case Source.Built built -> decision(new Step.MarkOpen(), "its branch stands", Actor.HOLDPOINT);
            case Source.Moved moved -> decision(new Step.BuildBranch(), moved.why(), Actor.HOLDPOINT);
            case Source.Refused refused -> refuse(refused.findings());
        };
    }

    private static Decision<Step> open(Snapshot seen) {
        return switch (seen.source()) {
            case Source.Unbuilt unbuilt ->
                decision(new Step.BuildBranch(), "its branch is gone and is made again", Actor.HOLDPOINT);
            case Source.Moved moved -> decision(new Step.BuildBranch(), moved.why(), Actor.HOLDPOINT);
            case Source.Built built ->
                decision(new Step.BeginPlanning(seen.round()), "its branch stands", Actor.HOLDPOINT);
            case Source.Refused refused -> refuse(refused.findings());
        };
    }

    private static Decision<Step> planning(Snapshot seen) {
        if (seen.rejected()) {
            return decision(
                    new Step.BeginPlanning(seen.round() + 1),
                    "the reject was overruled; a new round begins",
                    Actor.HOLDPOINT);
        }
        if (seen.source() instanceof Source.Refused refused) {
            return refuse(refused.findings());
        }
        if (seen.source() instanceof Source.Moved moved) {
            return decision(new Step.BuildBranch(), moved.why(), Actor.HOLDPOINT);
        }
        if (seen.source() instanceof Source.Unbuilt) {
            return decision(new Step.BuildBranch(), "its branch is gone and is made again", Actor.HOLDPOINT);
        }
        return switch (seen.plan()) {
            case Run.Delivered delivered -> rendering(seen);
            case Run.NotStarted not ->
                decision(new Step.StartPlan(not.nextAttempt()), "the plan run is being started", Actor.HOLDPOINT);
            case Run.Running running -> beside(seen);
            case Run.Rejected rejected -> refuse(rejected.diagnostics());
            case Run.Vanished vanished -> again(vanished, new Step.StartPlan(vanished.attempt() + 1), "the plan run");
            case Run.Stalled stalled -> stalled("the plan run", stalled);
        };
    }

    /**
     * Starting a pod takes longer than most plans: the render pod starts beside the plan pod and waits for the plan. Slow
     * plans must not fill the place that others' renders need, so only few wait; the others start after their plan.
     */
    private static Decision<Step> beside(Snapshot seen) {
        boolean few = seen.rendersBefore() < MAX_WAITING_RENDERS;
        return few && seen.render() instanceof Run.NotStarted not
                ? decision(new Step.StartRender(not.nextAttempt()), "the plan run is working", Actor.HOLDPOINT)
                : decision(new Step.Wait(), "the plan run is working", Actor.HOLDPOINT);
    }

    private static Decision<Step> rendering(Snapshot seen) {
        return switch (seen.render()) {
            case Run.Delivered delivered -> previewing(seen);
            case Run.NotStarted not ->
                decision(new Step.StartRender(not.nextAttempt()), "the render run is being started", Actor.HOLDPOINT);
            case Run.Running running -> decision(new Step.Wait(), "the render run is working", Actor.HOLDPOINT);
            case Run.Rejected rejected -> refuse(rejected.diagnostics());
            case Run.Vanished vanished ->
                again(vanished, new Step.StartRender(vanished.attempt() + 1), "the render run");
            case Run.Stalled stalled -> stalled("the render run", stalled);
        };
    }

    private static Decision<Step> stalled(String what, Run.Stalled run) {
        return decision(new Step.Wait(), what + " cannot work: " + run.why(), Actor.PLATFORM);
    }

    private static Decision<Step> previewing(Snapshot seen) {
        if (seen.judgement() instanceof Judgement.None) {
            return decision(new Step.Wait(), "the plan has no verdict yet", Actor.HOLDPOINT);
        }
        if (!seen.previewed()) {
            return decision(new Step.PublishPreview(), "the review is being published", Actor.HOLDPOINT);
        }
        return switch (seen.judgement()) {
            case Judgement.None none -> decision(new Step.Wait(), "the plan has no verdict yet", Actor.HOLDPOINT);
            case Judgement.Refused refused ->
                decision(
                        new Step.Refuse(List.of()),
                        "refused by " + refused.findings() + (refused.findings() == 1 ? " rule" : " rules"),
                        Actor.REQUESTER);
            case Judgement.Asks asks ->
                decision(new Step.MarkAwaitingApproval(), "the plan lies before the reviewers", Actor.APPROVERS);
        };
    }

    private static Decision<Step> again(Run.Vanished run, Step next, String what) {
        if (run.failures() >= MAX_ATTEMPTS) {
            return decision(
                    new Step.Wait(),
                    what + " delivered nothing " + run.failures() + " times: " + run.why(),
                    Actor.PLATFORM);
        }
        return decision(next, what + " delivered nothing (" + run.why() + ") and is tried again", Actor.HOLDPOINT);
    }

    /** The attestor finds a refusal by the round that stands in the status, so no other begins before it is recorded. */
    private static Decision<Step> refused(Snapshot seen) {
        if (seen.unrecordedRefusal()) {
            return decision(new Step.Wait(), "refused; the attestor records it", Actor.HOLDPOINT);
        }
        if (seen.source() instanceof Source.Unbuilt) {
            return decision(new Step.BeginPlanning(seen.round() + 1), "the edits are other ones now", Actor.HOLDPOINT);
        }
        return newRound(seen, "refused; push a better version or withdraw", Actor.REQUESTER);
    }

    private static Decision<Step> awaiting(Snapshot seen) {
        return newRound(seen, "waits for signed approvals", Actor.APPROVERS);
    }

    private static Decision<Step> rejected(Snapshot seen) {
        return newRound(seen, "rejected by a reviewer", Actor.REQUESTER);
    }

    /** A round ends when its inputs, its settings or its state change, and only then. */
    private static Decision<Step> newRound(Snapshot seen, String otherwise, Actor who) {
        if (seen.source() instanceof Source.Moved moved) {
            return decision(new Step.BeginPlanning(seen.round() + 1), moved.why(), Actor.HOLDPOINT);
        }
        if (seen.basis().stale().isPresent()) {
            return decision(
                    new Step.BeginPlanning(seen.round() + 1),
                    seen.basis().stale().get(),
                    Actor.HOLDPOINT);
        }
        return decision(new Step.Wait(), otherwise, who);
    }

    private static Decision<Step> approved(Snapshot seen) {
        return switch (seen.apply()) {
            case ApplyRun.Starting starting ->
                decision(new Step.Wait(), "the apply pod is being started", Actor.HOLDPOINT);
            case ApplyRun.Stuck stuck ->
                decision(
                        new Step.Wait(),
                        "the apply pod did not start in time; the attestor decides what becomes of it",
                        Actor.HOLDPOINT);
            case ApplyRun.Started started ->
                decision(new Step.Wait(), "the apply run is about to take the lock", Actor.HOLDPOINT);
            case ApplyRun.Idle idle ->
                decision(new Step.Wait(), "the apply pod has not taken the lock", Actor.HOLDPOINT);
            case ApplyRun.Overdue overdue ->
                decision(new Step.Wait(), "the apply run holds the lock for long", Actor.HOLDPOINT);
            case ApplyRun.Finished finished ->
                decision(
                        new Step.Wait(),
                        "the apply run ended; the attestor decides what became of it",
                        Actor.HOLDPOINT);
            case ApplyRun.Leaving leaving ->
                decision(
                        new Step.Wait(),
                        "the apply run ended; the attestor decides what became of it",
                        Actor.HOLDPOINT);
            case ApplyRun.Gone gone ->
                decision(
                        new Step.Wait(),
                        "the apply run is gone; the attestor decides what became of it",
                        Actor.HOLDPOINT);
            case ApplyRun.NotStarted not -> apply(seen);
        };
    }

    private static Decision<Step> apply(Snapshot seen) {
        if (seen.basis().stale().isPresent() || seen.source() instanceof Source.Moved) {
            return newRound(seen, "", Actor.HOLDPOINT);
        }
        return switch (seen.lane()) {
            case Lane.Clear clear ->
                decision(new Step.StartApply(), "approved; the apply run is being started", Actor.HOLDPOINT);
            case Lane.Busy busy -> decision(new Step.Wait(), busy.why(), Actor.HOLDPOINT);
        };
    }

    private static Decision<Step> applied(Snapshot seen) {
        if (seen.settings() instanceof Settings.NotInForce not) {
            return decision(new Step.Wait(), "applied, and cannot be merged: " + not.why(), Actor.PLATFORM);
        }
        if (!seen.merged()) {
            return decision(new Step.Merge(), "applied; the edits are being merged", Actor.HOLDPOINT);
        }
        return ended(seen);
    }

    /** Votes and review live on in the ledger, so the branch goes only when the ledger has them. */
    private static Decision<Step> ended(Snapshot seen) {
        if (!seen.recorded()) {
            return decision(new Step.Wait(), "ended; the attestor records it", Actor.HOLDPOINT);
        }
        if (!seen.cleaned() && seen.apply() instanceof ApplyRun.Started) {
            return decision(new Step.Wait(), "ended and recorded; its apply pod comes to its end", Actor.NOBODY);
        }
        if (!seen.cleaned()) {
            return decision(new Step.CleanUp(), "ended and recorded; branch and tags go", Actor.NOBODY);
        }
        return decision(new Step.Wait(), "ended", Actor.NOBODY);
    }

    private static Decision<Step> refuse(List<String> findings) {
        return decision(
                new Step.Refuse(findings), findings.isEmpty() ? "refused" : findings.getFirst(), Actor.REQUESTER);
    }

    private static Decision<Step> decision(Step step, String because, Actor next) {
        return new Decision<>(step, because, next);
    }
}
