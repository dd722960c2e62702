package dev.holdpoint.planted.core.plan;

/** Planted: core may not read a clock. */
public final class ReadsTheClock {
    public java.time.Instant now() {
        return java.time.Instant.now();
    }
}
