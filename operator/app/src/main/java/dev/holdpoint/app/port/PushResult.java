package dev.holdpoint.app.port;

/** What became of a push. A remote that did not answer is {@link Unavailable} instead. */
public sealed interface PushResult {
    /** All refs stand where they should. */
    record Done() implements PushResult {}

    /** Somebody moved this ref since it was seen. Nothing was moved. */
    record LeaseLost(String ref) implements PushResult {}

    /** The remote does not let us: its own words, cleaned. Nothing was moved. */
    record Denied(String ref, String why) implements PushResult {}
}
