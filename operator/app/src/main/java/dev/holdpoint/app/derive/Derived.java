package dev.holdpoint.app.derive;

import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.verdict.Verdict;

/**
 * What follows from the evidence.
 *
 * @param verdict refused, or humans at a tier; with every finding
 * @param quorum how many people the policies ask for at that tier
 * @param actions counts by effect
 * @param review {@code REVIEW.md}, at most 65,536 characters
 * @param planJson {@code plan.json}: redacted, machine-readable
 */
public record Derived(Verdict verdict, Quorum quorum, Template.Actions actions, byte[] review, byte[] planJson) {}
