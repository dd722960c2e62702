package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.History;
import java.util.Optional;

/**
 * What the ledger knows of a stack's state, which no StackState may fall behind: whoever deletes the object and makes it
 * anew, or puts an older backup of the cluster back, would have everything since planned a second time.
 */
final class StateFloor {
    private StateFloor() {}

    /** What is wrong, in one sentence with what to do; empty when the state is as new as the ledger knows one. */
    static Optional<String> problem(String stack, History history, StackState state) {
        return history.lastState(stack).flatMap(known -> problem(stack, known, new StateView(state)));
    }

    private static Optional<String> problem(String stack, ChangeEnded.StateMove known, StateView state) {
        boolean holds = state.current()
                .filter(now -> now.lineage.equals(known.lineage()) && now.serial >= known.serialAfter())
                .isPresent();
        return holds
                ? Optional.empty()
                : Optional.of("the ledger knows the state of " + stack + " at serial " + known.serialAfter()
                        + " (lineage " + known.lineage() + "), and its StackState has "
                        + state.current().map(StateFloor::words).orElse("none")
                        + "; it was lost or put back: restore the StackState and its Secrets from a backup that has it (a stack that shall begin anew takes"
                        + " another name)");
    }

    private static String words(StateVersion now) {
        return "serial " + now.serial + " (lineage " + now.lineage + ")";
    }
}
