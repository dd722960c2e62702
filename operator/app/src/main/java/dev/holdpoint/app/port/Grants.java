package dev.holdpoint.app.port;

import dev.holdpoint.core.digest.Sha256;

/** The facts by which the API server knows that a plan digest is approved (rule R3). */
public interface Grants {
    /** True when the grant stands; read from its source and not from a cache. */
    boolean stands(String changeUid, int round, Sha256 plan);

    /** True when any grant of this change stands, for whatever round; read from its source and not from a cache. */
    boolean any(String changeUid);

    /** Writes the grant. Writing it twice is harmless. */
    void write(String changeUid, int round, Sha256 plan);

    /** Drops every grant of a change: at claim, at a new round and at the end. */
    void drop(String changeUid);
}
