package dev.holdpoint.app.runner;

import dev.holdpoint.core.apply.ApplyOutcome;
import java.util.Optional;

/**
 * What stands between a rendered plan and the engine in an apply pod. The companion asks it; it alone talks to the
 * cluster, Git and the ledger. No engine starts unless {@link #open} said so in this very process.
 */
public interface ApplyGate {
    /**
     * Derives and compares, fetches the intent, claims the order, sets Applying, and reads votes and settings again.
     *
     * @param planJson what the pod's own render container made of the plan file
     */
    Opening open(byte[] planJson);

    /** The state as registered when the lock was taken, for the engine's GET; empty when there is none yet. */
    Optional<byte[]> state();

    /**
     * Stores what the engine posts.
     *
     * @return false when the lock is lost: the engine gets a refusal and stops
     */
    boolean store(byte[] state);

    /**
     * Takes up the lock that this pod took before its companion was started again: same holder, same change. It never
     * lets an engine start; what the engine that already runs posts can be stored again, and its outcome written.
     *
     * @param serialBefore of the registered state when the gate was asked; 0 when there was none
     * @return false when this pod holds nothing
     */
    boolean resume(long serialBefore);

    /**
     * Writes the outcome to the change and gives the lock back. Safe to call twice.
     *
     * @return false when this pod holds nothing and no outcome of its order is written: nobody has concluded anything
     */
    boolean finish(ApplyOutcome outcome);

    /** Whether the engine may start. */
    sealed interface Opening {
        /** The order is claimed by this pod under this fence. */
        record Go(long order, long fence) implements Opening {}

        /** It may not, and nothing was started; what was claimed was given back. */
        record Stop(String why) implements Opening {}
    }
}
