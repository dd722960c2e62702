package dev.holdpoint.core.plan;

import java.util.List;
import java.util.Optional;

/**
 * What would happen to one thing.
 *
 * @param address where it stands in the configuration; with instance keys
 * @param previousAddress where it stood before, when it moves
 * @param mode kind of thing
 * @param type resource type
 * @param provider full name of its provider
 * @param effect what would happen
 * @param importing whether the state learns of an existing thing
 * @param reason the engine's own word for why; empty when it gave none
 * @param before values before; {@link Value.Null} when there is nothing, or when nothing changes
 * @param after values after; likewise
 * @param replacePaths attributes that make it a replace, as dotted paths
 */
public record PlannedAction(
        String address,
        Optional<String> previousAddress,
        Mode mode,
        String type,
        String provider,
        Effect effect,
        boolean importing,
        String reason,
        Value before,
        Value after,
        List<String> replacePaths) {
    public PlannedAction {
        replacePaths = List.copyOf(replacePaths);
    }

    /** Kind of thing. */
    public enum Mode {
        MANAGED,
        DATA,
        EPHEMERAL,
        /** A kind that this version does not know. */
        OTHER
    }

    /** A managed thing: what a state holds. */
    public boolean managed() {
        return mode == Mode.MANAGED;
    }

    /** Whether its address changes, alone or with other things. */
    public boolean moves() {
        return previousAddress.isPresent();
    }
}
