package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Plan;
import dev.holdpoint.core.plan.PlannedAction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Targets and excludes hide the rest; absence means nothing in such a plan. */
final class PlanPartial implements Check {
    static final Rule RULE = new Rule(
            "plan-partial",
            "the plan covers a part of the configuration only: the engine says `complete: false`, changes were deferred,"
                    + " or managed things of the prior state are not in it at all",
            "ask, one tier up",
            "What a partial plan does not mention may still be waiting to happen.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        Plan plan = seen.plan();
        if (plan.health().errored() == Plan.Said.YES || plan.effective().isEmpty()) {
            return List.of();
        }
        Set<String> unseen = new HashSet<>(plan.prior());
        plan.actions().forEach(action -> unseen.remove(action.address()));
        boolean partial = plan.health().complete() == Plan.Said.NO
                || plan.health().deferred()
                || (plan.health().complete() == Plan.Said.NOTHING && !unseen.isEmpty());
        if (!partial) {
            return List.of();
        }
        long listed = plan.actions().stream().filter(PlannedAction::managed).count();
        return List.of(RULE.ask(Ordinary.above(Ordinary.tier(seen)))
                .saw("it lists " + listed + " managed things while the state holds "
                        + plan.prior().size() + "; targets, excludes or deferred changes leave the rest out.")
                .approvers(
                        "Ask why the whole plan is not applied; targets are for repairs.",
                        "Prefer a plan without targets: then what is not listed does not change."));
    }
}
