package dev.holdpoint.api;

/** How a run ended. */
public enum OutcomeResult {
    Applied,
    /** The engine changed nothing, or was never started. */
    NothingDone,
    /** Some of it was done; the state says what. */
    PartlyDone,
    /** The run vanished, or its order belongs to another one; what is known is in the message. */
    Unknown
}
