package dev.holdpoint.core.flow;

/** What the votes of a round amount to. */
public sealed interface BallotView {
    /** Not enough yet. */
    record Pending(int counted, int required) implements BallotView {}

    /** Somebody with a say rejected. */
    record Denied(String by) implements BallotView {}

    /** Enough people approved this very plan. */
    record Granted(int counted) implements BallotView {}
}
