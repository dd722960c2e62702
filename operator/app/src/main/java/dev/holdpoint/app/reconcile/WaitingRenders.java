package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import java.util.HashSet;
import java.util.Set;

/**
 * How many render pods wait beside plans, or will before another one does. Passes of many changes read at the same time
 * and start afterwards, so counting pods alone would let all of them in: a change counts those that may start in the same
 * moment too, which are the ones whose plan run is not younger than its own. Of any changes whose render pods wait, the one
 * with the youngest plan counted all others.
 */
final class WaitingRenders {
    private final Runs runs;

    WaitingRenders(Runs runs) {
        this.runs = runs;
    }

    /** @param plan the plan run of this change, which is under way */
    int before(String uid, Runs.Sight plan) {
        Set<String> others = new HashSet<>();
        for (Runs.UnderWay render : runs.underWay(RunKind.RENDER, RunRoles.OPERATOR)) {
            others.add(render.changeUid());
        }
        for (Runs.UnderWay other : runs.underWay(RunKind.PLAN, RunRoles.OPERATOR)) {
            if (!other.made().isAfter(plan.made())) {
                others.add(other.changeUid());
            }
        }
        others.remove(uid);
        return others.size();
    }
}
