package dev.holdpoint.app.port;

import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.PlanSpec;
import java.util.Optional;

/**
 * Where plans are kept: one per change and round, immutable, the first one stored wins. Each call throws
 * {@link Unavailable} when there is no answer now, and {@link Stalled} when it is denied.
 */
public interface Plans {
    /** The plan of a round, read from its source and not from a cache. */
    Optional<InfrastructurePlan> find(String changeUid, int round);

    /**
     * Stores a plan with its bytes.
     *
     * @return what is stored for this round now: the given plan, or another one that was first
     */
    InfrastructurePlan store(PlanSpec spec, byte[] plan);

    /**
     * The bytes of a plan, proven by its digest.
     *
     * @throws Stalled if they are missing or are other ones
     */
    byte[] bytes(InfrastructurePlan plan);
}
