package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Effect;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says which types are judged without knowledge. */
final class TypeUnknown implements Check {
    static final Rule RULE = new Rule(
            "type-unknown",
            "something of a type that no catalog knows is created or updated",
            "note; creating asks at tier normal at least",
            "What is not described is judged by its verbs alone.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        Set<String> types = new TreeSet<>();
        for (Weighed one : seen.weighed()) {
            boolean made = one.judgedAs() == Effect.CREATE || one.judgedAs() == Effect.UPDATE;
            if (made && one.action().managed() && !one.facts().known()) {
                types.add(one.action().type());
            }
        }
        return types.isEmpty()
                ? List.of()
                : List.of(RULE.note(Tier.NONE)
                        .saw("no catalog knows " + Sentences.list(types) + ".")
                        .platform("Add the types to the policy's `catalog`, with what they hold."));
    }
}
