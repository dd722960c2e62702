package dev.holdpoint.core.approval;

/**
 * Why a vote does not count.
 *
 * @param step where verification ended
 * @param rule a stable name, documented in {@code docs/rules.md}
 * @param message what was seen and what to do, for people
 * @param nextActor who must act
 */
public record VoteFinding(VoteStep step, String rule, String message, NextActor nextActor) {

    /** Who must act. */
    public enum NextActor {
        REQUESTER,
        APPROVERS,
        PLATFORM
    }
}
