package dev.holdpoint.core.approval;

import dev.holdpoint.core.digest.Sha256;
import java.util.List;

/**
 * One person's verified vote for one round. Only {@link VoteVerifier} makes one, so that holding a {@code Vote} means
 * that every step held. It counts when a {@link Ballot} is judged, not before.
 */
public final class Vote {

    /** How a vote reached us. */
    public enum Channel {
        /** An SSH-signed annotated tag. */
        SIGNED_TAG,
        /** A review in the forge: weaker, as a forge's account is. */
        FORGE_REVIEW
    }

    private final Template template;
    private final String person;
    private final Decision decision;
    private final Evidence evidence;

    /**
     * What a vote rests on, for the ledger.
     *
     * @param ref where its tag stands
     * @param digest of the tag's raw bytes: the vote's name
     * @param fingerprint of the key
     * @param presence what the signature tells of the human
     * @param answers as typed, not judged in this version
     */
    public record Evidence(
            Channel channel, String ref, Sha256 digest, String fingerprint, Presence presence, List<String> answers) {
        /** Copies its list. */
        public Evidence {
            answers = List.copyOf(answers);
        }
    }

    Vote(Template template, String person, Decision decision, Evidence evidence) {
        this.template = template;
        this.person = person;
        this.decision = decision;
        this.evidence = evidence;
    }

    /** What was voted on: change, round and plan. */
    public Template template() {
        return template;
    }

    /** The voter's name on the roster. */
    public String person() {
        return person;
    }

    public Decision decision() {
        return decision;
    }

    public Evidence evidence() {
        return evidence;
    }

    /** The digest of the tag's raw bytes. */
    public Sha256 digest() {
        return evidence.digest();
    }

    @Override
    public String toString() {
        return person + " " + decision.word() + " " + evidence.digest().shortName(12);
    }
}
