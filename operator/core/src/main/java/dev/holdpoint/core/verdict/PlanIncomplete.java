package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Plan;
import java.util.List;

/** An errored plan still writes a file; what it left out nobody saw. */
final class PlanIncomplete implements Check {
    static final Rule RULE = new Rule(
            "plan-incomplete",
            "planning failed on the way (`errored`), or the engine says it would not apply the plan (`applyable: false`)"
                    + " although something would change, or the plan cannot be read at all",
            "refuse",
            "A plan that is not whole shows less than what would happen.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        Plan.Health health = seen.plan().health();
        if (health.errored() != Plan.Said.NO) {
            String saw = health.errored() == Plan.Said.YES
                    ? "the engine stopped with an error while planning, and wrote down what it had until then."
                    : "the plan does not say whether planning failed.";
            return List.of(RULE.refuse(Tier.HIGH)
                    .saw(saw)
                    .requester(
                            "Run plan again and read the engine's error: it names the file and the line.",
                            "If it is `prevent_destroy`, keep that line and take back the edit that would destroy the"
                                    + " thing.",
                            "Push the corrected files; a new plan is made from them."));
        }
        boolean changes =
                !seen.plan().effective().isEmpty() || !seen.plan().outputs().isEmpty();
        if (health.applyable() == Plan.Said.NO && changes) {
            return List.of(RULE.refuse(Tier.HIGH)
                    .saw("the plan would change something, but the engine marks it as not applyable.")
                    .requester(
                            "Make the plan again, without refresh-only or other special modes.",
                            "If it stays so, show the engine's messages to the platform team."));
        }
        return List.of();
    }

    /** For a plan that could not be read: place and reason stand in for it. */
    static Finding unreadable(String place, String reason) {
        return RULE.refuse(Tier.HIGH)
                .saw("the plan cannot be read (" + place + "): " + reason + ".")
                .platform(
                        "Make the plan again; a file that was cut short or edited reads like this.",
                        "If it happens twice, look at the run's log and at the engine's version.");
    }
}
