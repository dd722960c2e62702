package dev.holdpoint.app.reconcile;

import java.time.Duration;

/** When to look again. Something that comes in wakes a change at once; these are for what nobody announces. */
final class Cadence {
    /** After a step: the next pass sees what it did. */
    static final Duration AT_ONCE = Duration.ofMillis(1);

    /** While a pod is awaited whose coming nobody announces. */
    static final Duration STARTING = Duration.ofMillis(500);

    /** While a run works: its Job may fail without anybody saying so. Looking costs what the run could use. */
    static final Duration RUNNING = Duration.ofSeconds(2);

    /** While another order is in front, or settings are to be signed. */
    static final Duration QUEUED = Duration.ofSeconds(3);

    /** While people think; the watch wakes it before. */
    static final Duration IDLE = Duration.ofMinutes(10);

    /** After an end that is recorded and cleaned up. Nothing that moves elsewhere concerns it any more: see {@link AtRest}. */
    static final Duration OVER = Duration.ofHours(12);

    /** After something did not answer. */
    static final Duration AGAIN = Duration.ofSeconds(3);

    private Cadence() {}
}
