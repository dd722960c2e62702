package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ApprovalStatus;
import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.app.intake.MergeBuilder;
import dev.holdpoint.app.intake.Operator;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.approval.SshSigner;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The merge as the intake builds it, with what was decided in its trailers. */
final class IntakeMerges implements MergeOfChange {
    private final SshSigner operator;
    private final Clock clock;

    IntakeMerges(SshSigner operator, Clock clock) {
        this.operator = operator;
        this.clock = clock;
    }

    @Override
    public Merging merge(Scene scene) {
        String head = scene.refs()
                .at(scene.baseRef())
                .orElseThrow(
                        () -> new Stalled("the repository has no branch " + scene.baseRef() + "; create it again"));
        MergeBuilder.Merge merge = new MergeBuilder(scene.repository(), new Operator(PreviewCommit.OPERATOR, operator))
                .merge(
                        scene.change(),
                        scene.change().getStatus().branch.changeCommit,
                        head,
                        trailers(scene.change().getStatus()),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return switch (merge) {
            case MergeBuilder.Merge.Ready ready -> new Merging.Draft(ready.draft());
            case MergeBuilder.Merge.AlreadyMerged merged -> new Merging.Done(merged.commit());
            case MergeBuilder.Merge.Conflict conflict -> new Merging.Conflict(List.copyOf(conflict.files()));
            case MergeBuilder.Merge.BaseRewritten rewritten ->
                throw new Stalled("the base branch was rewritten and no longer holds " + rewritten.base()
                        + "; merge the change's edits by hand");
        };
    }

    private static SequencedMap<String, String> trailers(ChangeStatus status) {
        SequencedMap<String, String> trailers = new LinkedHashMap<>();
        ApprovalStatus approval = status.approval;
        trailers.put("Holdpoint-Plan-SHA256", status.plan.digest);
        trailers.put("Holdpoint-Order", Long.toString(approval.order));
        trailers.put("Holdpoint-Approved-By", String.join(", ", approval.approvers));
        if (status.outcome != null && status.outcome.serialAfter != null) {
            trailers.put("Holdpoint-State-Serial", Long.toString(status.outcome.serialAfter));
        }
        return trailers;
    }
}
