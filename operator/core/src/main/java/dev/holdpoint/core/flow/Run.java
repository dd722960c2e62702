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

    /**
     * Its Job ended without a product, or its product is gone.
     *
     * @param attempt the newest one; the next has the next number
     * @param failures how many attempts failed by themselves. One whose product we lost (the role that started it was
     *     restarted, or kept it no longer) is none of them, and is simply made again
     */
    record Vanished(int attempt, int failures, String why) implements Run {}

    /** It cannot work with the settings that are in force: trying again changes nothing until they are other ones. */
    record Stalled(String why) implements Run {}
}
