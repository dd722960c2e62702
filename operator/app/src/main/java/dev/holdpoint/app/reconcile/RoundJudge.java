package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.app.derive.Preview;
import dev.holdpoint.app.derive.RoundSources;
import dev.holdpoint.app.derive.StackLock;
import dev.holdpoint.app.derive.VoteCount;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.core.approval.Origin;
import dev.holdpoint.core.approval.Poll;
import dev.holdpoint.core.approval.RoundFacts;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.Derived;
import dev.holdpoint.core.verdict.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds the published preview against what this identity derives itself, and counts the votes. Attestor and apply pod
 * judge with the same code, each over what it read.
 */
final class RoundJudge {
    private final CommitSignatures signatures;

    RoundJudge(CommitSignatures signatures) {
        this.signatures = signatures;
    }

    /** Whether the branch shows the reviewers exactly what follows from the sources. */
    Derived compare(Scene scene, ChangeBranch.Standing standing, InfrastructurePlan plan, Preview preview) {
        if (preview.derived().verdict() instanceof Verdict.Refused refused) {
            return new Derived.Differs("the verdict refuses this plan ("
                    + refused.findings().getFirst().rule() + "), and it was put before the reviewers all the same");
        }
        Optional<String> lock = StackLock.problem(
                scene.stack(),
                scene.settings().stack().getSpec(),
                Objects.requireNonNullElse(plan.getSpec().lockFile, ""));
        if (lock.isPresent()) {
            return new Derived.Differs(lock.get());
        }
        byte[] raw = scene.repository().commit(standing.head());
        if (!CommitText.parents(raw).equals(List.of(standing.changeCommit()))) {
            return new Derived.Differs("the branch's head is no preview of the change commit");
        }
        if (!signatures.good(raw, scene.settings().repository().getSpec().operatorKey)) {
            return new Derived.Differs("the preview commit is not signed by the operator");
        }
        var touched = scene.repository()
                .touched(standing.changeCommit(), standing.head())
                .keySet();
        if (!touched.equals(preview.files().keySet())) {
            return new Derived.Differs("the preview commit touches other files than review, plan and template");
        }
        for (Map.Entry<String, byte[]> file : preview.files().entrySet()) {
            Optional<byte[]> published = scene.repository().file(standing.head(), file.getKey());
            if (published.isEmpty() || !Arrays.equals(published.get(), file.getValue())) {
                return new Derived.Differs(file.getKey() + " is not what follows from the plan");
            }
        }
        return new Derived.Same();
    }

    /** The votes of a round, with what they were verified against. */
    record Counted(Poll poll, List<SignedTag> tags, VoteCount votes) {}

    /**
     * A vote that cannot be read may be a reject, so it is never counted as not there.
     *
     * @throws Unavailable when there is one below this prefix
     */
    static void demandAllRead(Refs refs, String prefix) {
        for (String tag : refs.unread().keySet()) {
            if (tag.startsWith(prefix)) {
                throw new Unavailable("The vote " + tag + " is there and could not be read: "
                        + refs.unread().get(tag) + ". Nothing is counted until it is read or deleted.");
            }
        }
    }

    /** Verifies and counts all tags of the round. */
    Counted count(Scene scene, ChangeBranch.Standing standing, RoundSources sources, Preview preview, Instant now) {
        InfrastructurePlan plan = sources.plan();
        Poll poll = new Poll(
                preview.template(),
                standing.head(),
                scene.stack(),
                new Origin(scene.change().getSpec().requester, standing.emails()));
        String prefix = preview.template().tagPrefix();
        demandAllRead(scene.refs(), prefix);
        List<SignedTag> tags = scene.repository().tags(scene.refs(), prefix);
        RoundFacts facts = new RoundFacts(
                scene.change().getStatus().round,
                Sha256.of(sources.planFile()),
                RoundReader.inputs(scene, standing, plan),
                scene.settings().digest(),
                new StateView(scene.state()).templateState());
        VoteCount votes = VoteCount.of(
                poll,
                scene.settings().roster(),
                tags,
                new VoteCount.Standing(
                        facts,
                        scene.history().recorded(scene.uid(), plan.getSpec().round),
                        preview.derived().quorum()),
                now);
        return new Counted(poll, tags, votes);
    }
}
