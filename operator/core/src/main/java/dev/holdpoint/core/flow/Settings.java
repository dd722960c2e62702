package dev.holdpoint.core.flow;

/** Whether the specs that decide what an approval means are in force. */
public sealed interface Settings {
    /** All are signed; {@code digest} names this very set. */
    record InForce(String digest) implements Settings {}

    /** Something is missing or unsigned: nothing that depends on it moves. */
    record NotInForce(String why) implements Settings {}
}
