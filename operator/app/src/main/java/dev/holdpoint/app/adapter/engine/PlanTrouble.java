package dev.holdpoint.app.adapter.engine;

import java.io.Serial;

/** Why bytes are no plan file of ours; becomes a value at the door and leaves this package as nothing else. */
final class PlanTrouble extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    PlanTrouble(String why) {
        super(why);
    }
}
