package dev.holdpoint.core.approval;

import dev.holdpoint.core.digest.Sha256;
import java.util.List;

/**
 * The proof that one plan may be applied. It exists only as the outcome of a ballot that was just judged: it is never
 * loaded from storage, and whoever needs it later judges again.
 */
public final class Approval {

    private final Ballot.Granted ballot;

    private Approval(Ballot.Granted ballot) {
        this.ballot = ballot;
    }

    /** The one way to an approval. */
    public static Approval of(Ballot.Granted ballot) {
        return new Approval(ballot);
    }

    /** The digest of the bytes that may be applied, and no others. */
    public Sha256 plan() {
        return ballot.template().pins().plan();
    }

    /** Everything that was approved: change, round, plan, inputs, settings, state. */
    public Template template() {
        return ballot.template();
    }

    public Quorum quorum() {
        return ballot.quorum();
    }

    /** The votes that it rests on, one of each person. */
    public List<Vote> votes() {
        return ballot.votes();
    }

    /** Their names. */
    public List<String> approvers() {
        return ballot.votes().stream().map(Vote::person).toList();
    }
}
