package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.core.flow.Actor;
import dev.holdpoint.core.flow.ApplyRun;
import dev.holdpoint.core.flow.AttestFlow;
import dev.holdpoint.core.flow.AttestSnapshot;
import dev.holdpoint.core.flow.AttestStep;
import dev.holdpoint.core.flow.Decision;
import dev.holdpoint.core.flow.Derived;
import dev.holdpoint.core.flow.Stage;
import java.time.Duration;

/** The attestor: it believes nothing that the controller wrote, and neither plans nor applies. */
final class AttestRole implements Role {
    private final AttestObserver observer;
    private final AttestPerformer performer;
    private final Reporter reporter;

    AttestRole(AttestObserver observer, AttestPerformer performer, Reporter reporter) {
        this.observer = observer;
        this.performer = performer;
        this.reporter = reporter;
    }

    @Override
    public String name() {
        return RunRoles.ATTESTOR;
    }

    @Override
    public Duration pass(InfrastructureChange change) {
        AttestSeen seen = observer.observe(change);
        Decision<AttestStep> decision = AttestFlow.decide(seen.snapshot());
        Outcome outcome = performer.perform(decision.step(), seen);
        report(change, seen, decision, outcome);
        return again(seen, decision.step(), outcome);
    }

    private void report(InfrastructureChange change, AttestSeen seen, Decision<AttestStep> decision, Outcome outcome) {
        if (outcome.edit().isEmpty() && !speaks(seen.snapshot())) {
            return;
        }
        String message = outcome.trouble().orElse(decision.because()) + evaluation(seen);
        Actor next = outcome.trouble().isPresent() ? Actor.PLATFORM : decision.next();
        reporter.report(change, next, message, status -> {
            votes(status, seen);
            outcome.edit().ifPresent(edit -> edit.accept(status));
        });
    }

    /** Nobody shall take what one person tries out for what two must sign. */
    private static String evaluation(AttestSeen seen) {
        boolean one = seen.scene()
                .filter(scene -> scene.settings().roster().isEvaluation())
                .isPresent();
        return one ? " (profile: evaluation)" : "";
    }

    private static void votes(ChangeStatus status, AttestSeen seen) {
        if (seen.snapshot().stage() == Stage.AWAITING_APPROVAL
                || seen.snapshot().stage() == Stage.REJECTED) {
            VoteReport.write(status, seen);
        }
    }

    private static boolean speaks(AttestSnapshot seen) {
        return switch (seen.stage()) {
            case AWAITING_APPROVAL, APPLYING -> true;
            case APPROVED -> !(seen.apply() instanceof ApplyRun.NotStarted);
            case NEW, PENDING, OPEN, PLANNING, REFUSED, REJECTED, APPLIED, FAILED, WITHDRAWN, SUPERSEDED, EXPIRED ->
                false;
        };
    }

    /** When to look at it again, after what was seen and done. */
    static Duration again(AttestSeen all, AttestStep step, Outcome outcome) {
        AttestSnapshot seen = all.snapshot();
        if (outcome.trouble().isPresent()) {
            return Cadence.AGAIN;
        }
        if (!(step instanceof AttestStep.Wait)) {
            // A pod on a node that died goes when the node does, however often it is asked.
            boolean waits = step instanceof AttestStep.RemovePod || step instanceof AttestStep.RemoveUnstartedPod;
            return step instanceof AttestStep.StartRender ? Cadence.RUNNING : waits ? Cadence.QUEUED : Cadence.AT_ONCE;
        }
        return switch (seen.stage()) {
            case AWAITING_APPROVAL, REJECTED -> seen.derived() instanceof Derived.None ? Cadence.RUNNING : Cadence.IDLE;
            case APPROVED -> Cadence.STARTING;
            case APPLYING -> Cadence.RUNNING;
            case APPLIED, FAILED, WITHDRAWN, SUPERSEDED, EXPIRED -> isOver(all) ? Cadence.OVER : Cadence.QUEUED;
            case NEW, PENDING, OPEN, PLANNING, REFUSED -> Cadence.IDLE;
        };
    }

    /**
     * Whether nothing is left to do. A run writes its end first and gives the lock back after it: when it dies in between,
     * only this change's passes free its stack.
     */
    private static boolean isOver(AttestSeen all) {
        AttestSnapshot seen = all.snapshot();
        boolean waited = all.scene()
                .map(scene -> new StateView(scene.state()).waitsFor(scene.change()))
                .orElse(true);
        return seen.endRecorded()
                && !waited
                && switch (seen.apply()) {
                    case ApplyRun.NotStarted not -> true;
                    case ApplyRun.Leaving leaving -> true;
                    case ApplyRun.Gone gone -> true;
                    case ApplyRun.Starting starting -> false;
                    case ApplyRun.Stuck stuck -> false;
                    case ApplyRun.Started started -> false;
                    case ApplyRun.Idle idle -> false;
                    case ApplyRun.Overdue overdue -> false;
                    case ApplyRun.Finished finished -> false;
                };
    }

    @Override
    public void trouble(InfrastructureChange change, String why, boolean administrator) {
        Stage stage = Phases.stage(change.getStatus() == null ? null : change.getStatus().phase);
        if (stage == Stage.AWAITING_APPROVAL || stage == Stage.APPLYING || stage == Stage.APPROVED) {
            reporter.report(change, administrator ? Actor.PLATFORM : Actor.HOLDPOINT, why, status -> {});
        }
    }
}
