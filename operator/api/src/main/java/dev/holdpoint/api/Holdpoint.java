package dev.holdpoint.api;

/** Names that all kinds share. */
public final class Holdpoint {
    /** API group of every kind. */
    public static final String GROUP = "holdpoint.dev";

    /** API version of every kind. */
    public static final String VERSION = "v1alpha1";

    private Holdpoint() {}
}
