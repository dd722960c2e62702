package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeRef;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.derive.CloudEnvironment;
import dev.holdpoint.app.derive.RoundDerivation;
import dev.holdpoint.app.derive.RoundSources;
import dev.holdpoint.app.derive.StackLock;
import dev.holdpoint.app.port.PushResult;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.approval.SshSigner;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Performs one step of the controller: at most one effect, safe to repeat. */
final class ControllerPerformer {
    private final Ports ports;
    private final ChangeBranch branches;
    private final MergeOfChange merges;
    private final SshSigner operator;

    ControllerPerformer(Ports ports, ChangeBranch branches, MergeOfChange merges, SshSigner operator) {
        this.ports = ports;
        this.branches = branches;
        this.merges = merges;
        this.operator = operator;
    }

    Outcome perform(Step step, ControllerSeen seen) {
        return switch (step) {
            case Step.Accept accept ->
                Outcome.status(s -> {
                    s.phase = Phase.Pending;
                    s.round = 1;
                });
            case Step.BuildBranch build -> buildBranch(scene(seen));
            case Step.MarkOpen open -> Outcome.status(s -> s.phase = Phase.Open);
            case Step.BeginPlanning begin -> beginPlanning(begin, seen);
            case Step.StartPlan start -> {
                ports.runs().start(order(RunKind.PLAN, start.attempt(), seen));
                yield Outcome.DONE;
            }
            case Step.StartRender start -> {
                ports.runs().start(order(RunKind.RENDER, start.attempt(), seen));
                yield Outcome.DONE;
            }
            case Step.PublishPreview publish -> publish(seen);
            case Step.MarkAwaitingApproval mark ->
                Outcome.status(s -> {
                    s.phase = Phase.AwaitingApproval;
                    PlanReport.write(s, seen);
                });
            case Step.Refuse refuse ->
                Outcome.status(s -> {
                    s.phase = Phase.Refused;
                    PlanReport.refuse(s, seen, refuse.findings());
                });
            case Step.StartApply apply -> {
                ports.runs().start(order(RunKind.APPLY, 1, seen));
                yield Outcome.DONE;
            }
            case Step.Merge merge -> merge(scene(seen));
            case Step.CleanUp clean -> cleanUp(scene(seen));
            case Step.End end -> Outcome.status(s -> s.phase = Phases.phase(end.stage()));
            case Step.Wait wait -> Outcome.DONE;
        };
    }

    private static Scene scene(ControllerSeen seen) {
        return seen.scene()
                .orElseThrow(() -> new Stalled("the settings of this change's stack are not in force; sign them"));
    }

    private Outcome buildBranch(Scene scene) {
        return switch (branches.fresh(scene)) {
            // The next pass observes the refusal and says so.
            case EditsOfChange.Building.Refused refused -> Outcome.DONE;
            case EditsOfChange.Building.Ready ready ->
                push(
                        scene,
                        List.of(new RefMove(
                                scene.branchRef(),
                                scene.refs().at(scene.branchRef()),
                                Optional.of(
                                        scene.repository().write(ready.draft().signedBy(operator))))));
        };
    }

    private Outcome beginPlanning(Step.BeginPlanning begin, ControllerSeen seen) {
        ports.runs().discard(scene(seen).uid());
        return Outcome.status(s -> {
            s.phase = Phase.Planning;
            s.round = begin.round();
            s.findings = null;
            // The votes of the round before are the attestor's to take away; it does when it counts this one's.
            s.approvals = null;
            s.summary = null;
            s.tier = null;
        });
    }

    private Outcome publish(ControllerSeen seen) {
        Scene scene = scene(seen);
        ChangeBranch.Standing standing = seen.branch().standing().orElseThrow();
        RoundSources sources = seen.sources().orElseThrow();
        String commit = scene.repository()
                .write(PreviewCommit.draft(
                        standing.changeCommit(),
                        seen.preview().orElseThrow(),
                        RoundDerivation.publishedAt(sources),
                        operator));
        return push(scene, List.of(new RefMove(scene.branchRef(), Optional.of(standing.head()), Optional.of(commit))));
    }

    private RunOrder order(RunKind kind, int attempt, ControllerSeen seen) {
        Scene scene = scene(seen);
        // settings that no run could work with stall here, before there is a pod
        StackLock.of(scene.stack(), scene.settings().stack().getSpec());
        CloudEnvironment.of(scene.stack(), kind, scene.settings().stack().getSpec());
        InfrastructureChange change = scene.change();
        ChangeRef ref = new ChangeRef();
        ref.namespace = change.getMetadata().getNamespace();
        ref.name = change.getMetadata().getName();
        ref.uid = change.getMetadata().getUid();
        return new RunOrder(
                kind,
                RunRoles.OPERATOR,
                ref,
                scene.stack(),
                scene.settings().stack().getSpec(),
                scene.settings().digest(),
                change.getStatus().round,
                attempt,
                kind == RunKind.PLAN ? Optional.empty() : seen.plan().map(p -> Sha256.parse(p.getSpec().digest)),
                kind == RunKind.APPLY ? Optional.of(change.getStatus().approval.order) : Optional.empty());
    }

    private Outcome merge(Scene scene) {
        return switch (merges.merge(scene)) {
            case MergeOfChange.Merging.Done done -> Outcome.DONE;
            case MergeOfChange.Merging.Conflict conflict ->
                Outcome.stalled("applied, but the base branch changed " + String.join(", ", conflict.files())
                        + " meanwhile; merge " + RoundDerivation.branch(scene.change()) + " by hand and push it");
            case MergeOfChange.Merging.Draft draft ->
                push(
                        scene,
                        List.of(new RefMove(
                                scene.baseRef(),
                                scene.refs().at(scene.baseRef()),
                                Optional.of(scene.repository().write(draft.commit())))));
        };
    }

    private Outcome cleanUp(Scene scene) {
        ports.runs().discard(scene.uid());
        ports.runs().discardEndedApply(scene.uid());
        List<RefMove> moves = new ArrayList<>();
        scene.refs()
                .at(scene.branchRef())
                .ifPresent(at -> moves.add(new RefMove(scene.branchRef(), Optional.of(at), Optional.empty())));
        for (String tag : scene.refs().below(scene.tagPrefix())) {
            moves.add(new RefMove(tag, scene.refs().at(tag), Optional.empty()));
        }
        return moves.isEmpty() ? Outcome.DONE : push(scene, moves);
    }

    private static Outcome push(Scene scene, List<RefMove> moves) {
        return switch (scene.repository().push(moves)) {
            case PushResult.Done done -> Outcome.DONE;
            // Somebody was faster; the next pass sees what they did.
            case PushResult.LeaseLost lost -> Outcome.DONE;
            case PushResult.Denied denied ->
                Outcome.stalled("the Git server does not let the operator move " + denied.ref() + ": " + denied.why()
                        + "; give its account that right");
        };
    }
}
