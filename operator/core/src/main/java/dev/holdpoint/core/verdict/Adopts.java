package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Effect;
import java.util.ArrayList;
import java.util.List;

/** From then on the configuration rules a thing that lived without it. */
final class Adopts implements Check {
    static final Rule RULE = new Rule(
            "adopts",
            "an existing thing is imported",
            "ask, high; refuse when the import changes the thing in the same plan",
            "An import that also changes the thing overwrites what its makers set, before anybody compared.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        List<Finding> found = new ArrayList<>();
        for (Weighed one : seen.weighed()) {
            if (one.action().importing() && one.action().effect() == Effect.IMPORT) {
                found.add(RULE.ask(Tier.HIGH)
                        .at(one.action())
                        .saw("it is imported as it is.")
                        .approvers("Check that no other stack holds it, and that its owners know."));
            } else if (one.action().importing()) {
                found.add(RULE.refuse(Tier.HIGH)
                        .at(one.action())
                        .saw("it is imported and gets " + one.action().effect().word() + " in the same plan.")
                        .requester(
                                "Write the configuration so that the import alone changes nothing: the plan must show no"
                                        + " attribute for it.",
                                "Change the thing in a later change."));
            }
        }
        return found;
    }
}
