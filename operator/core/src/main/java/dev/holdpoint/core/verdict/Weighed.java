package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Effect;
import dev.holdpoint.core.plan.PlannedAction;

/** One planned action beside what the catalog knows of the thing. */
public record Weighed(PlannedAction action, TypeFacts facts) {
    /** Replaced, but that is how this type is edited: nothing is lost. */
    public boolean renewed() {
        return action.effect().isReplace() && facts.newVersion();
    }

    /** A managed thing, or the hold on it, is gone afterwards. */
    public boolean lost() {
        return action.managed() && action.effect().isLoss() && !renewed();
    }

    /** The effect that it is judged by. */
    public Effect judgedAs() {
        return renewed() ? Effect.UPDATE : action.effect();
    }

    /** What is lost with it, for people: {@code aws_db_instance, holds data}. */
    String what() {
        return action.type() + (facts.known() ? ", holds " + facts.holds().word() : ", a type that no catalog knows");
    }
}
