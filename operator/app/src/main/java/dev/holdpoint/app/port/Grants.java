package dev.holdpoint.app.port;

import dev.holdpoint.core.digest.Sha256;
import java.util.Set;

/**
 * The facts by which the API server knows that a plan digest is approved (rule R3). Each call throws {@link Unavailable}
 * when there is no answer now, and {@link Stalled} when it is denied.
 */
public interface Grants {
    /**
     * What is granted. The stack belongs to it: whoever may start runs must not start one under another stack's account
     * with it.
     *
     * @param changeUid UID of the change
     * @param stack whose account may apply it
     * @param plan digest of the plan file
     */
    record Grant(String changeUid, String stack, int round, Sha256 plan) {}

    /** True when the grant stands; read from its source and not from a cache. */
    boolean stands(Grant grant);

    /** True when any grant of this change stands, for whatever round; read from its source and not from a cache. */
    boolean any(String changeUid);

    /** UIDs of all changes of which a grant stands; read from its source and not from a cache. */
    Set<String> changes();

    /** Writes the grant. Writing it twice is harmless. */
    void write(Grant grant);

    /** Drops every grant of a change: at claim, at a new round and at the end. */
    void drop(String changeUid);
}
