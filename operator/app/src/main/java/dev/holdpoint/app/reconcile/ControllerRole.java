package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.BranchStatus;
import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.app.derive.RoundDerivation;
import dev.holdpoint.core.flow.Actor;
import dev.holdpoint.core.flow.ApplyRun;
import dev.holdpoint.core.flow.Decision;
import dev.holdpoint.core.flow.Flow;
import dev.holdpoint.core.flow.Lane;
import dev.holdpoint.core.flow.Snapshot;
import dev.holdpoint.core.flow.Stage;
import dev.holdpoint.core.flow.Step;
import java.time.Clock;
import java.time.Duration;

/** The controller: it makes branches, plans, previews and merges, and can approve, lock and record nothing. */
final class ControllerRole implements Role {
    private final ControllerObserver observer;
    private final ControllerPerformer performer;
    private final Reporter reporter;
    private final Successions successions;
    private final Clock clock;

    ControllerRole(
            ControllerObserver observer,
            ControllerPerformer performer,
            Reporter reporter,
            Successions successions,
            Clock clock) {
        this.observer = observer;
        this.performer = performer;
        this.reporter = reporter;
        this.successions = successions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return RunRoles.OPERATOR;
    }

    @Override
    public Duration pass(InfrastructureChange change) {
        successions.note(change);
        ControllerSeen seen = observer.observe(change);
        Decision<Step> decision = Flow.decide(seen.snapshot(), clock.instant());
        Outcome outcome = performer.perform(decision.step(), seen);
        report(change, seen, decision, outcome);
        return again(seen.snapshot(), decision.step(), outcome);
    }

    private boolean report(InfrastructureChange change, ControllerSeen seen, Decision<Step> decision, Outcome outcome) {
        if (outcome.edit().isEmpty() && !speaks(seen.snapshot())) {
            return false;
        }
        String message = outcome.trouble().orElse(decision.because());
        Actor next = outcome.trouble().isPresent() ? Actor.PLATFORM : decision.next();
        return reporter.report(change, next, message, status -> {
            branch(status, change, seen);
            merged(status, seen);
            outcome.edit().ifPresent(edit -> edit.accept(status));
        });
    }

    /** The other role speaks of a change that lies before the reviewers or is being applied. */
    private static boolean speaks(Snapshot seen) {
        return switch (seen.stage()) {
            case AWAITING_APPROVAL, APPLYING -> false;
            case APPROVED -> seen.apply() instanceof ApplyRun.NotStarted;
            case NEW, PENDING, OPEN, PLANNING, REFUSED, REJECTED, APPLIED, FAILED, WITHDRAWN, SUPERSEDED, EXPIRED ->
                true;
        };
    }

    /** From here on rule D8 lets the change be deleted: it is in the ledger, and its stack waits for it no more. */
    private static void merged(ChangeStatus status, ControllerSeen seen) {
        Snapshot now = seen.snapshot();
        if (now.stage() == Stage.APPLIED && now.merged() && now.recorded() && status.outcome != null) {
            seen.scene()
                    .filter(scene -> status.outcome.merged == null)
                    .flatMap(Ends::mergedAs)
                    .ifPresent(commit -> status.outcome.merged = commit);
        }
    }

    private static void branch(ChangeStatus status, InfrastructureChange change, ControllerSeen seen) {
        seen.branch().standing().ifPresent(standing -> {
            BranchStatus branch = new BranchStatus();
            branch.name = RoundDerivation.branch(change);
            branch.base = standing.base();
            branch.changeCommit = standing.changeCommit();
            branch.previewCommit = standing.head().equals(standing.changeCommit()) ? null : standing.head();
            branch.sourceCommit = standing.sourceCommit().orElse(null);
            status.branch = branch;
        });
    }

    /** When to look at it again, after what was seen and done. */
    static Duration again(Snapshot seen, Step step, Outcome outcome) {
        if (outcome.trouble().isPresent()) {
            return Cadence.AGAIN;
        }
        if (!(step instanceof Step.Wait)) {
            return step instanceof Step.StartRender
                    ? Cadence.RUNNING
                    : step instanceof Step.StartApply ? Cadence.STARTING : Cadence.AT_ONCE;
        }
        return switch (seen.stage()) {
            case PLANNING, APPLYING -> Cadence.RUNNING;
            case APPROVED -> seen.lane() instanceof Lane.Busy ? Cadence.QUEUED : Cadence.STARTING;
            // What was refused before it had a branch is clean from the start, and still to be recorded.
            case APPLIED, FAILED, WITHDRAWN, SUPERSEDED, EXPIRED ->
                seen.cleaned() && seen.recorded() ? Cadence.OVER : Cadence.QUEUED;
            case NEW, PENDING, OPEN -> Cadence.QUEUED;
            case REFUSED -> seen.unrecordedRefusal() ? Cadence.QUEUED : Cadence.IDLE;
            case AWAITING_APPROVAL, REJECTED -> Cadence.IDLE;
        };
    }

    @Override
    public void trouble(InfrastructureChange change, String why, boolean administrator) {
        Stage stage = Phases.stage(change.getStatus() == null ? null : change.getStatus().phase);
        boolean attestors = stage == Stage.AWAITING_APPROVAL || stage == Stage.APPLYING || stage == Stage.APPROVED;
        if (!attestors && stage != Stage.NEW) {
            reporter.report(change, administrator ? Actor.PLATFORM : Actor.HOLDPOINT, why, status -> {});
        }
    }
}
