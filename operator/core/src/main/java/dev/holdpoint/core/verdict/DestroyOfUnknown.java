package dev.holdpoint.core.verdict;

import java.util.ArrayList;
import java.util.List;

/** What nobody described may be the one thing that cannot be made again. */
final class DestroyOfUnknown implements Check {
    static final Rule RULE = new Rule(
            "destroy-of-unknown",
            "a thing of a type that no catalog knows is deleted, replaced or forgotten",
            "ask, high",
            "Nobody told us what this type holds, so it may hold what cannot be made again.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        List<Finding> found = new ArrayList<>();
        for (Weighed one : seen.lost()) {
            if (!one.facts().known()) {
                found.add(RULE.ask(Tier.HIGH)
                        .at(one.action())
                        .saw("effect " + one.action().effect().word() + "; no catalog knows the type "
                                + one.action().type() + ".")
                        .approvers(
                                "Find out what a " + one.action().type() + " holds before you decide.",
                                "Ask the platform team to add the type to the policy's `catalog`, so that the next one is"
                                        + " judged by what it is."));
            }
        }
        return found;
    }
}
