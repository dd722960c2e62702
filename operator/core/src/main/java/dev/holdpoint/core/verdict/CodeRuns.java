package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Address;
import dev.holdpoint.core.plan.Effect;
import dev.holdpoint.core.plan.PlannedAction;
import dev.holdpoint.core.plan.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A program can do anything that its environment can; no plan shows what. */
final class CodeRuns implements Check {
    static final Rule RULE = new Rule(
            "code-runs",
            "a thing with a provisioner changes, an `external` data source is read, or an action is invoked",
            "refuse; ask, high, where the stack's `permits` says so",
            "A program does what no plan shows.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        Set<String> moving = new HashSet<>();
        seen.plan().actions().stream()
                .filter(action -> !action.effect().isIdle())
                .forEach(action -> moving.add(Address.configured(action.address())));
        List<Finding> found = new ArrayList<>();
        for (Program program : seen.plan().programs()) {
            switch (program.kind()) {
                case EXTERNAL -> found.add(finding(seen, program));
                case PROVISIONER -> {
                    if (moving.contains(program.address())) {
                        found.add(finding(seen, program));
                    }
                }
                case ACTION -> {} // judged where it is invoked
            }
        }
        for (PlannedAction action : seen.plan().actions()) {
            if (action.effect() == Effect.RUN) {
                found.add(finding(seen, new Program(action.address(), Program.Kind.ACTION, action.type())));
            }
        }
        return found;
    }

    private static Finding finding(Case seen, Program program) {
        boolean permitted = program.kind() == Program.Kind.EXTERNAL
                ? seen.terms().permits().external()
                : seen.terms().permits().provisioners();
        String saw = switch (program.kind()) {
            case PROVISIONER -> "the provisioner '" + program.name() + "' would run when it changes.";
            case EXTERNAL -> "the data source `external` runs a local program whenever a plan is made.";
            case ACTION -> "the action '" + program.name() + "' would be invoked.";
        };
        return permitted
                ? RULE.ask(Tier.HIGH)
                        .at(program.address())
                        .saw(saw)
                        .approvers("Read the program itself in the change; the plan does not show what it does.")
                : RULE.refuse(Tier.HIGH)
                        .at(program.address())
                        .saw(saw + " This stack does not permit it.")
                        .requester(
                                "Do it with a resource or data source of a provider, or in the image or pipeline that"
                                        + " the thing is made from.",
                                "If it cannot be done otherwise, ask the platform team to set `permits` in the stack.");
    }
}
