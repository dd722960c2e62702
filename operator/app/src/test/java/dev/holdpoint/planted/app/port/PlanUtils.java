package dev.holdpoint.planted.app.port;

/** Planted: a name that says nothing. */
public final class PlanUtils {
    private PlanUtils() {}
}
