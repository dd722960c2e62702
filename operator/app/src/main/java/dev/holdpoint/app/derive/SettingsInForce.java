package dev.holdpoint.app.derive;

import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.PolicySpec;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.digest.Sha256;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The specs that decide what an approval on one stack means, all of them in force.
 *
 * @param policies in the order of the stack's list
 * @param guards of the stack, by name
 * @param digest names this very set, without the roster: a vote is judged under the roster of the moment
 */
public record SettingsInForce(
        InfrastructureStack stack,
        ChangeRepository repository,
        List<ChangePolicy> policies,
        List<DeletionGuard> guards,
        Roster roster,
        Sha256 digest) {
    public SettingsInForce {
        policies = List.copyOf(policies);
        guards = List.copyOf(guards);
    }

    /** What the policies say, without the Kubernetes objects around it. */
    List<PolicySpec> policySpecs() {
        return policies.stream().map(ChangePolicy::getSpec).toList();
    }

    /** What the guards say, by name. */
    Map<String, GuardSpec> guardSpecs() {
        return guards.stream()
                .collect(Collectors.toMap(guard -> guard.getMetadata().getName(), DeletionGuard::getSpec));
    }
}
