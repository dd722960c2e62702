package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a step came to.
 *
 * @param edit what it means for the status; empty when the status stays as it is
 * @param trouble a sentence that replaces the decision's, when the step could not be done; empty when it was
 */
record Outcome(Optional<Consumer<ChangeStatus>> edit, Optional<String> trouble) {
    /** Done outside; the next pass sees it. */
    static final Outcome DONE = new Outcome(Optional.empty(), Optional.empty());

    static Outcome status(Consumer<ChangeStatus> edit) {
        return new Outcome(Optional.of(edit), Optional.empty());
    }

    /** An administrator must act; nothing was done. */
    static Outcome stalled(String why) {
        return new Outcome(Optional.empty(), Optional.of(why));
    }
}
