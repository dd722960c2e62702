package dev.holdpoint.app.policy;

import java.util.List;

/** All rules of the API profile, in the order of the enforcement design. */
public final class Policies {
    private Policies() {}

    /** The rules of one installation. */
    public static List<AdmissionPolicy> of(PolicyValues values) {
        return List.of(
                GuardRules.rules(values),
                SettingsRules.installerWrites(values),
                SettingsRules.plans(),
                DeletionRules.byName(),
                DeletionRules.twoPeople(),
                DeletionRules.ownConfirmation(),
                DeletionRules.noOwners(),
                DeletionRules.cleanBirth(),
                DeletionRules.stateBytes(),
                DeletionRules.noVanishingOrder(),
                AgentRules.jail(values),
                AgentRules.trueIdentity(),
                ChangeStatusRule.policy(),
                StateRules.claim(),
                StateRules.holder(),
                GrantRules.grants(values),
                GrantRules.applyJobs(),
                GuardRules.tokens(),
                GuardRules.noStepIn(),
                // Last, since whoever installs sees by this one that all before it are in force.
                GuardRules.namespaces());
    }
}
