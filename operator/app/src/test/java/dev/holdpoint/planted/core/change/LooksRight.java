package dev.holdpoint.planted.core.change;

/** Planted: an earlier stage may not know a later one. */
public final class LooksRight {
    public dev.holdpoint.planted.core.plan.ReadsTheClock clock;
}
