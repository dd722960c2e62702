package dev.holdpoint.api;

/** How a run ended. */
public enum OutcomeResult {
    Applied,
    /** The engine changed nothing. */
    NothingDone,
    /** Some of it was done; the state says what. */
    PartlyDone,
    /** The run vanished; what is known is in the message. */
    Unknown
}
