package dev.holdpoint.app.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets a chore that nobody waits for be done now and then; for one thread. */
final class Pace {
    private final Clock clock;
    private final Duration every;
    private Instant next = Instant.MIN;

    Pace(Clock clock, Duration every) {
        this.clock = clock;
        this.every = every;
    }

    /** True the first time, and then when so much time has gone by since it was. */
    boolean isDue() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(every);
        return true;
    }
}
