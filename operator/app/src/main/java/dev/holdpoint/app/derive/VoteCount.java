package dev.holdpoint.app.derive;

import dev.holdpoint.core.approval.Ballot;
import dev.holdpoint.core.approval.Poll;
import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.approval.Recorded;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.RoundFacts;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.approval.Vote;
import dev.holdpoint.core.approval.VoteCheck;
import dev.holdpoint.core.approval.VoteFinding;
import dev.holdpoint.core.approval.VoteVerifier;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.VoteRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All tags of one round, each verified, and what they amount to.
 *
 * @param sound votes in which every step held
 * @param unsound tags that do not count, each with its finding
 * @param ballot what the sound ones amount to, with what the ledger remembers
 */
public record VoteCount(List<Vote> sound, List<Unsound> unsound, Ballot ballot) {
    /** A tag that does not count, and why. */
    public record Unsound(SignedTag tag, VoteFinding finding) {}

    /** What the ledger does not have yet; a vote is recorded before it counts. */
    public List<Vote> unrecorded(Recorded recorded) {
        return sound.stream()
                .filter(vote -> !recorded.votes().contains(vote.digest()))
                .toList();
    }

    /** What to append to the ledger for the votes that it does not have yet, in the order of the tags. */
    public List<VoteRecorded> toRecord(Poll poll, List<SignedTag> tags, Recorded recorded) {
        Map<Sha256, SignedTag> byDigest = new HashMap<>();
        tags.forEach(tag -> byDigest.put(Sha256.of(tag.raw()), tag));
        return unrecorded(recorded).stream()
                .map(vote -> VoteRecorded.of(vote, poll, byDigest.get(vote.digest())))
                .toList();
    }

    /** Verifies and counts. Junk under a person's name is a finding and stops nobody else's vote. */
    public static VoteCount of(Poll poll, Roster roster, List<SignedTag> tags, Standing standing, Instant now) {
        VoteVerifier verifier = new VoteVerifier(poll, roster);
        List<Vote> sound = new ArrayList<>();
        List<Unsound> unsound = new ArrayList<>();
        for (SignedTag tag : tags) {
            switch (verifier.verify(tag, standing.facts(), now)) {
                case VoteCheck.Sound good -> sound.add(good.vote());
                case VoteCheck.Unsound bad -> unsound.add(new Unsound(tag, bad.finding()));
            }
        }
        Ballot ballot = Ballot.judge(poll.template(), sound, standing.recorded(), standing.quorum());
        return new VoteCount(List.copyOf(sound), List.copyOf(unsound), ballot);
    }

    /**
     * What holds besides the votes.
     *
     * @param facts read again from their sources
     * @param recorded what the ledger holds about this round
     * @param quorum how many people the verdict asks for
     */
    public record Standing(RoundFacts facts, Recorded recorded, Quorum quorum) {}
}
