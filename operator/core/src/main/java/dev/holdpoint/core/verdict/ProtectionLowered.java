package dev.holdpoint.core.verdict;

import java.util.ArrayList;
import java.util.List;

/** The quiet step before a loss. */
final class ProtectionLowered implements Check {
    static final Rule RULE = new Rule(
            "protection-lowered",
            "an attribute that protects moves off its safe side, shrinks, or becomes known only after apply; or a thing"
                    + " whose only work is to protect another one goes",
            "ask: critical if the thing holds data, keys or secrets, else high",
            "After this the next mistake is not stopped any more.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        List<Finding> found = new ArrayList<>();
        for (Weighed one : seen.weighed()) {
            for (Lowered lowered : Lowered.in(one)) {
                Tier tier = lowered.holds().stateful() ? Tier.CRITICAL : Tier.HIGH;
                found.add(RULE.ask(tier)
                        .at(one.action())
                        .saw(lowered.sentence())
                        .approvers(
                                "Ask what this is needed for: most changes work with the protection on.",
                                "Ask when it comes back, and that a change for it is written already."));
            }
        }
        return found;
    }
}
