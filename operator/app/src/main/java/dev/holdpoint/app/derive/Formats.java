package dev.holdpoint.app.derive;

import dev.holdpoint.core.plan.PlanReading;
import dev.holdpoint.core.plan.PriorState;
import dev.holdpoint.core.plan.StateReading;

/** How an engine's bytes are read: pure, and bad input is a value. */
public interface Formats {
    /** {@code show -json}. */
    PlanReading plan(byte[] json);

    /** A state, as {@code state pull} prints it. */
    StateReading state(byte[] json);

    /** What the plan file says of the state that it was made on. */
    PlanFileReading planFile(byte[] file);

    /** What became of opening a plan file. */
    sealed interface PlanFileReading {
        /** It could be opened. */
        record Opened(PriorState madeOn) implements PlanFileReading {}

        /** It could not; words about its shape that hold none of its content. */
        record Refused(String why) implements PlanFileReading {}
    }
}
