package dev.holdpoint.app.derive;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.core.change.Tree;
import java.util.Optional;

/**
 * All that one round is derived from; every deriver gathers it on its own.
 *
 * @param change as the API server has it; its spec never changes
 * @param settings in force
 * @param plan the plan object of the round; of its fields only what the API server set and what is proven by bytes is
 *     believed
 * @param planFile bytes of the plan, proven by the digest
 * @param planJson made from the plan file by the deriver's own render run
 * @param tree of the stack at the change commit, read from Git
 * @param base commit that the change stands on
 * @param changeCommit commit with the edits, as the deriver found it in Git
 * @param state bytes of the registered state that the plan was made against; empty when there was none
 * @param established whether the stack's state ever held a managed resource
 */
public record RoundSources(
        InfrastructureChange change,
        SettingsInForce settings,
        InfrastructurePlan plan,
        byte[] planFile,
        byte[] planJson,
        Tree tree,
        String base,
        String changeCommit,
        Optional<byte[]> state,
        boolean established) {}
