package dev.holdpoint.core.approval;

import dev.holdpoint.core.digest.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Verifies votes of one round under one roster, in the ten steps of the design's page on approvals. Tagger name and
 * date mean nothing; the clock is the caller's. Judging again later (other roster, other facts, other time) is what the
 * caller must do right before apply.
 */
public final class VoteVerifier {

    private final Poll poll;
    private final Roster roster;

    /** @param roster the one in force at the time of judging */
    public VoteVerifier(Poll poll, Roster roster) {
        this.poll = poll;
        this.roster = roster;
    }

    /** All ten steps. */
    public VoteCheck verify(SignedTag tag, RoundFacts facts, Instant now) {
        Examination examination = new Examination(
                new Known(
                        poll.template(),
                        Optional.of(roster),
                        Optional.of(poll.previewCommit()),
                        Optional.of(poll.stack()),
                        Optional.of(poll.origin()),
                        Optional.of(facts)),
                tag,
                now);
        List<StepResult> steps = examination.run();
        return examination
                .finding()
                .<VoteCheck>map(finding -> new VoteCheck.Unsound(finding, steps))
                .orElseGet(() -> new VoteCheck.Sound(vote(examination, tag), steps));
    }

    /**
     * The same steps with only what is at hand, for people with a clone: a step that lacks what it needs says so. The
     * result cannot be counted.
     */
    public static Inspection inspect(Known known, SignedTag tag, Instant at) {
        Examination examination = new Examination(known, tag, at);
        List<StepResult> steps = examination.run();
        return new Inspection(steps, examination.finding());
    }

    /**
     * What an inspection may use.
     *
     * @param roster empty if unknown
     * @param previewCommit empty if unknown
     * @param stack empty if unknown
     * @param origin empty if unknown
     * @param facts empty if unknown
     */
    public record Known(
            Template template,
            Optional<Roster> roster,
            Optional<String> previewCommit,
            Optional<String> stack,
            Optional<Origin> origin,
            Optional<RoundFacts> facts) {}

    /** All ten steps and, if one failed, why. */
    public record Inspection(List<StepResult> steps, Optional<VoteFinding> finding) {}

    private Vote vote(Examination examination, SignedTag tag) {
        Vote.Evidence evidence = new Vote.Evidence(
                Vote.Channel.SIGNED_TAG,
                tag.ref(),
                Sha256.of(tag.raw()),
                examination.signature().key().fingerprint(),
                examination.signature().presence(),
                examination.answers());
        return new Vote(poll.template(), examination.person(), examination.decision(), evidence);
    }
}
