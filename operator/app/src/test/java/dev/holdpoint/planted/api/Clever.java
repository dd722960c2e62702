package dev.holdpoint.planted.api;

/** Planted: the API is data and depends on nothing of ours. */
public final class Clever {
    public dev.holdpoint.planted.core.plan.ReadsTheClock clock;
}
