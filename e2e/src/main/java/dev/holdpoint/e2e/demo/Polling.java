package dev.holdpoint.e2e.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Looks until it is so, with an end. */
final class Polling {
    private static final Duration POLL = Duration.ofMillis(100);

    private Polling() {}

    /** Whether it came to be so in time. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
