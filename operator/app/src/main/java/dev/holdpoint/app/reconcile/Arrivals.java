package dev.holdpoint.app.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets the desk hold a pod's question until what it waits for came in. It only saves asking in vain: who wakes looks for
 * itself, and nobody waits longer than {@link #PATIENCE}.
 */
final class Arrivals {
    /** Shorter than what a connection between pods may be silent. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Map<String, Long> count = new HashMap<>();
    private final Map<String, Integer> waiting = new HashMap<>();

    Arrivals(Duration patience) {
        this.patience = patience;
    }

    /** Something came in for a change. */
    void came(String changeUid) {
        lock.lock();
        try {
            if (waiting.containsKey(changeUid)) {
                count.merge(changeUid, 1L, Long::sum);
                arrival.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when it is enough, or after a while; {@code enough} is asked now and after each arrival. */
    void await(String changeUid, BooleanSupplier enough) {
        long end = System.nanoTime() + patience.toNanos();
        long seen = enter(changeUid);
        try {
            while (!enough.getAsBoolean()) {
                long now = next(changeUid, seen, end);
                if (now == seen) {
                    return;
                }
                seen = now;
            }
        } finally {
            leave(changeUid);
        }
    }

    private long enter(String changeUid) {
        lock.lock();
        try {
            waiting.merge(changeUid, 1, Integer::sum);
            return count.getOrDefault(changeUid, 0L);
        } finally {
            lock.unlock();
        }
    }

    private void leave(String changeUid) {
        lock.lock();
        try {
            if (waiting.merge(changeUid, -1, Integer::sum) == 0) {
                waiting.remove(changeUid);
                count.remove(changeUid);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The count of arrivals when it is another one than was seen; the same when time is over. */
    private long next(String changeUid, long seen, long end) {
        lock.lock();
        try {
            long left = end - System.nanoTime();
            while (count.getOrDefault(changeUid, 0L) == seen && left > 0) {
                arrival.await(left, TimeUnit.NANOSECONDS);
                left = end - System.nanoTime();
            }
            return count.getOrDefault(changeUid, 0L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return seen;
        } finally {
            lock.unlock();
        }
    }
}
