package dev.holdpoint.core.flow;

/** What the votes of a round amount to. */
public sealed interface BallotView {
    /** Not enough yet. */
    record Pending(int counted, int required) implements BallotView {}

    /**
     * Somebody with a say rejected.
     *
     * @param overruledBy at least one person more than the quorum, none of them a rejecter; empty unless there are so many
     */
    record Denied(String by, String overruledBy) implements BallotView {}

    /** Enough people approved this very plan. */
    record Granted(int counted) implements BallotView {}
}
