package dev.holdpoint.core.verdict;

import java.util.List;

/**
 * One rule's objection or remark.
 *
 * @param rule stable name; the contract
 * @param tier how much attention it asks for; for a refusal the tier that its effect would have
 * @param address of the resource; empty when the plan as a whole is meant
 * @param effect word of the effect, as in {@code delete}; empty when none
 * @param type resource type; empty when none
 * @param saw what was seen, redacted
 * @param why why it matters, in one sentence
 * @param remedy what to do first, in order
 * @param nextActor requester, approvers or platform
 */
public record Finding(
        String rule,
        Severity severity,
        Tier tier,
        String address,
        String effect,
        String type,
        String saw,
        String why,
        List<String> remedy,
        String nextActor) {
    public Finding {
        remedy = List.copyOf(remedy);
    }
}
