package dev.holdpoint.e2e.cluster;

import java.util.concurrent.CompletableFuture;

/** Work that does not wait for other work. */
public final class Beside {
    private Beside() {}

    /**
     * Does both at once and returns when both have ended.
     *
     * @throws ClusterTrouble or what else {@code other} failed with at once; what {@code one} failed with after the
     *     other's end
     */
    public static void run(Runnable one, Runnable other) {
        // Not in the common pool: on two processors it has one thread, and HTTP clients wait for it.
        CompletableFuture<Void> running = CompletableFuture.runAsync(one, Thread::startVirtualThread);
        try {
            other.run();
        } finally {
            running.exceptionally(failure -> null).join();
        }
        if (running.isCompletedExceptionally()) {
            throw running.exceptionNow() instanceof ClusterTrouble trouble
                    ? trouble
                    : new IllegalStateException(running.exceptionNow());
        }
    }
}
