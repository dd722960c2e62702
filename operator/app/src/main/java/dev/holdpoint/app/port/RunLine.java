package dev.holdpoint.app.port;

import java.util.Optional;

/** A run pod's line to the role that started it: {@link RunDesk} as seen from inside the pod. */
public interface RunLine {
    /**
     * What to do; empty when there is nothing for this pod any more. Waits as long as the role says that it is being
     * made.
     *
     * @throws Unavailable if the role does not answer
     */
    Optional<RunDesk.Assignment> assignment();

    /**
     * Hands a product over.
     *
     * @throws Unavailable if the role does not answer; trying again is harmless
     */
    RunDesk.Receipt deliver(RunDesk.Delivery delivery);
}
