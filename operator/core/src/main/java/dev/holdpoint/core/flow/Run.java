package dev.holdpoint.core.flow;

import java.util.List;

/** What is known about one run (plan or render) of the current round. */
public sealed interface Run {
    /** No Job of this name exists and nothing was delivered. */
    record NotStarted(int nextAttempt) implements Run {}

    /** Its Job exists and may still deliver. */
    record Running(int attempt) implements Run {}

    /** Its product is stored. */
    record Delivered() implements Run {}

    /** The configuration is wrong: the engine said so, and trying again changes nothing. */
    record Rejected(List<String> diagnostics) implements Run {}

    /** Its Job ended, or was lost, without a product. */
    record Vanished(int attempt, String why) implements Run {}
}
