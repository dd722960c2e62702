package dev.holdpoint.e2e.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polling with an end. */
public final class Wait {
    private static final Duration USUAL_POLL = Duration.ofMillis(100);

    private Wait() {}

    /** Returns when {@code condition} holds; throws {@link ClusterTrouble} naming {@code what} after {@code limit}. */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!quietly(limit, USUAL_POLL, condition)) {
            throw new ClusterTrouble(
                    "waited " + Progress.words(limit) + " and it is not so: " + what,
                    "Look at the logs in the cluster's state folder; `./holdpoint dev down` cleans up.");
        }
    }

    static boolean quietly(Duration limit, Duration poll, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            try {
                Thread.sleep(poll);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterTrouble("interrupted while waiting", "Run the command again.", e);
            }
        }
        return true;
    }
}
