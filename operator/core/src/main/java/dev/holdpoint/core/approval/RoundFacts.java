package dev.holdpoint.core.approval;

import dev.holdpoint.core.digest.Sha256;

/**
 * What is true now, read again from its sources, to be compared with what the votes name.
 *
 * @param round the change's current round
 * @param plan the digest of the plan's bytes, hashed again
 * @param inputs of the tree, engine and providers now
 * @param settings of the specs in force now
 * @param state registered now
 */
public record RoundFacts(int round, Sha256 plan, Sha256 inputs, Sha256 settings, Template.State state) {}
