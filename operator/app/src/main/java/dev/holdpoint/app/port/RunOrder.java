package dev.holdpoint.app.port;

import dev.holdpoint.api.ChangeRef;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.core.digest.Sha256;
import java.util.Optional;

/**
 * One run to be started.
 *
 * @param kind what for
 * @param asker the role that starts it and to whose address its pod hands over: operator or attestor
 * @param change whose change
 * @param stack name of the stack
 * @param spec its settings: engine, accounts, limits
 * @param settings digest of all settings in force, of which {@code spec} is a part
 * @param round of the change
 * @param attempt from 1
 * @param plan digest of the plan; empty for a plan run
 * @param order number of the order; for an apply run only
 */
public record RunOrder(
        RunKind kind,
        String asker,
        ChangeRef change,
        String stack,
        StackSpec spec,
        Sha256 settings,
        int round,
        int attempt,
        Optional<Sha256> plan,
        Optional<Long> order) {}
