package dev.holdpoint.core.plan;

/** What became of reading a state. */
public sealed interface StateReading {
    /** It could be read. */
    record Sound(RegisteredState state) implements StateReading {}

    /**
     * It could not.
     *
     * @param place where, as line, column and path of fields
     * @param reason why, without any value of the state
     */
    record Unreadable(String place, String reason) implements StateReading {}
}
