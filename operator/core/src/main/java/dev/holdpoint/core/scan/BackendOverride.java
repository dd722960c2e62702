package dev.holdpoint.core.scan;

/**
 * The file by which a run replaces whatever backend a configuration names. No tree may hold an override file of any
 * name, so ours is the only one.
 */
public final class BackendOverride {
    /** Its name without ending. */
    public static final String STEM = "holdpoint_override";

    private BackendOverride() {}
}
