package dev.holdpoint.core.plan;

/**
 * Which state a plan file was made against, by its own words; the JSON does not tell.
 *
 * @param lineage of the state inside the plan file; empty when it was made against none
 * @param serial likewise
 */
public record PriorState(String lineage, long serial) {}
