package dev.holdpoint.core.flow;

import java.util.Optional;

/**
 * Whether what the current round was planned from is still so.
 *
 * @param stale why the round is over, when inputs, settings or state changed; empty while it stands
 */
public record Basis(Optional<String> stale) {
    /** All as planned. */
    public static final Basis STANDS = new Basis(Optional.empty());

    /** Something that the plan depends on changed. */
    public static Basis changed(String why) {
        return new Basis(Optional.of(why));
    }
}
