package dev.holdpoint.core.flow;

/** What is known about the run that applies an order. */
public sealed interface ApplyRun {
    /** There is no Job for this order. */
    record NotStarted() implements ApplyRun {}

    /** Its Job exists; its pod is {@code podUid}, empty while there is none. */
    record Started(String podUid) implements ApplyRun {}

    /** Its pod came to an end and still exists as an object: until it is removed, its token works. */
    record Finished(String podUid) implements ApplyRun {}

    /** The pod that had the order is gone, proven by an uncached read and the lapse of its credentials. */
    record Gone(String podUid, boolean holdsLock) implements ApplyRun {}

    /** The pod is gone, but its credentials may still live until the given number of seconds has passed. */
    record Leaving(String podUid, long seconds) implements ApplyRun {}
}
