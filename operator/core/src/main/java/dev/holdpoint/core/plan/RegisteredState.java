package dev.holdpoint.core.plan;

import java.util.Set;

/**
 * What is known of the state under custody.
 *
 * @param lineage the state's own name for its history
 * @param serial rises with every version
 * @param managed addresses of the managed things it holds
 * @param secrets strings that it marks as sensitive; never shown
 */
public record RegisteredState(String lineage, long serial, Set<String> managed, Set<String> secrets) {
    public RegisteredState {
        managed = Set.copyOf(managed);
        secrets = Set.copyOf(secrets);
    }
}
