package dev.holdpoint.core.approval;

/**
 * What one step of verification came to.
 *
 * @param note for people
 */
public record StepResult(VoteStep step, Status status, String note) {

    /** How far a step got. */
    public enum Status {
        HOLDS,
        /** It holds as far as what was given lets anyone see; the note says what was not given. */
        HOLDS_AS_FAR_AS_KNOWN,
        /** Shown and recorded; no rule of this version refuses because of it. */
        NOT_ENFORCED,
        FAILS,
        /** An earlier step failed. */
        NOT_REACHED
    }
}
