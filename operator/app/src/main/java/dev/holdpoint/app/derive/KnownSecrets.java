package dev.holdpoint.app.derive;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a role that publishes an engine's words finds what is secret in them.
 *
 * @param states bytes of states: what they mark as sensitive
 * @param planJson the rendered plan, if there is one: its marks and its sensitive variables
 * @param literals other texts, as sensitive variables of the tree; empty when nobody knows them
 */
public record KnownSecrets(List<byte[]> states, Optional<byte[]> planJson, Optional<Set<String>> literals) {
    public KnownSecrets {
        states = List.copyOf(states);
        literals = literals.map(Set::copyOf);
    }
}
