package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.RegisteredState;

/** What is known of the stack's state under custody. */
public sealed interface Registered {
    /** Nobody said: a check on one machine, without {@code --state}. */
    record Unproven() implements Registered {}

    /**
     * None is registered.
     *
     * @param established whether the stack's state ever held a managed thing
     */
    record None(boolean established) implements Registered {}

    /** This one is. */
    record At(RegisteredState state, boolean established) implements Registered {}
}
