package dev.holdpoint.core.approval;

import java.util.List;

/** What verification of one tag came to; {@code steps} always has all ten, in order. */
public sealed interface VoteCheck {

    /** All steps, in order. */
    List<StepResult> steps();

    /** Every step held. */
    record Sound(Vote vote, List<StepResult> steps) implements VoteCheck {}

    /** It does not count, and the finding says why. */
    record Unsound(VoteFinding finding, List<StepResult> steps) implements VoteCheck {}
}
