package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Address;
import dev.holdpoint.core.plan.Effect;
import dev.holdpoint.core.plan.PlannedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A guard is a promise that people signed; a change cannot break it, whatever it says. */
final class Guarded implements Check {
    static final Rule RULE = new Rule(
            "guarded",
            "a thing under a DeletionGuard is deleted, replaced, forgotten, moved, imported over, or loses a protection",
            "refuse",
            "People signed that this thing stays; lifting a guard and destroying are never one change.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        List<Finding> found = new ArrayList<>();
        for (Weighed one : seen.weighed()) {
            Optional<String> guard = guard(one.action(), seen.terms().guards());
            Optional<String> harm = harm(one);
            if (guard.isPresent() && harm.isPresent()) {
                found.add(RULE.refuse(Tier.CRITICAL)
                        .at(one.action())
                        .saw("it would " + harm.get() + "; the guard '" + guard.get() + "' covers it.")
                        .requester(
                                "Change the configuration so that this thing stays as it is: take the edit back, or make"
                                        + " the new thing beside it under another address.",
                                "If it really must go, ask the platform team: a new version of the guard has to be signed"
                                        + " and in force before such a change is opened."));
            }
        }
        return found;
    }

    private static Optional<String> harm(Weighed one) {
        PlannedAction action = one.action();
        if (action.effect().isLoss()) {
            return Optional.of(
                    action.effect() == Effect.DEPOSED_DELETE
                            ? "delete a deposed copy of it"
                            : action.effect().word() + " it");
        }
        if (action.importing()) {
            return Optional.of("import another thing over it");
        }
        if (action.moves()) {
            return Optional.of("move it to another address");
        }
        return Lowered.in(one).isEmpty() ? Optional.empty() : Optional.of("lower a protection of it");
    }

    private static Optional<String> guard(PlannedAction action, Map<String, String> guards) {
        return covering(action.address(), guards)
                .or(() -> action.previousAddress().flatMap(old -> covering(old, guards)));
    }

    /** By the exact address, or by the address of the block for all of its instances. */
    private static Optional<String> covering(String address, Map<String, String> guards) {
        return Optional.ofNullable(guards.get(address))
                .or(() -> Optional.ofNullable(guards.get(Address.configured(address))));
    }
}
