package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import java.time.Duration;

/** One role's pass over one change: observe, decide, perform at most one step, report. */
interface Role {
    /** The word in logs. */
    String name();

    /**
     * One pass.
     *
     * @param change as it is now
     * @return when to look again, if nothing wakes it before
     */
    Duration pass(InfrastructureChange change);

    /** Says in the status what keeps this role from working, if the change's present stage is this role's to speak of. */
    void trouble(InfrastructureChange change, String why, boolean administrator);
}
