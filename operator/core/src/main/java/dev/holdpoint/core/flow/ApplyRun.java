package dev.holdpoint.core.flow;

import java.time.Instant;
import java.util.Optional;

/** What is known about the run that applies an order. */
public sealed interface ApplyRun {
    /** There is no Job for this order. */
    record NotStarted() implements ApplyRun {}

    /**
     * Its Job exists, and nothing of its pod has run that could take the lock.
     *
     * @param podUid its pod; empty while there is none
     * @param why what it waits for; empty when nobody said
     * @param until when it is given up
     */
    record Starting(String podUid, String why, Instant until) implements ApplyRun {}

    /** It is still {@link Starting} after the time that the stack gives it. */
    record Stuck(String podUid, String why) implements ApplyRun {}

    /**
     * Its pod works.
     *
     * @param since when it took the lock; empty before that
     */
    record Started(String podUid, Optional<Instant> since) implements ApplyRun {}

    /** It holds the lock for longer than an apply of this stack may take. It is never stopped for that. */
    record Overdue(String podUid, Instant since, long limitSeconds) implements ApplyRun {}

    /** Its pod works for longer than it may and has not taken the lock. */
    record Idle(String podUid, Instant since) implements ApplyRun {}

    /** Its pod came to an end and still exists as an object: until it is removed, its token works. */
    record Finished(String podUid) implements ApplyRun {}

    /** The pod that had the order is gone, proven by an uncached read and the lapse of its credentials. */
    record Gone(String podUid, Claim claim) implements ApplyRun {
        /** What it did with the order that it had. */
        public enum Claim {
            /** It never took the lock, and nobody else ever may. */
            NONE,
            /** It took the lock, which is free again. */
            ENDED,
            /** The lock is still its own. */
            HELD
        }

        boolean holdsLock() {
            return claim == Claim.HELD;
        }
    }

    /** The pod is gone, but its credentials may still live until then. */
    record Leaving(String podUid, Instant until) implements ApplyRun {}
}
