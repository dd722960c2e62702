package dev.holdpoint.core.apply;

import java.util.List;

/** How an apply ended, decided by the engine's event stream and the state's serial and never by the exit code alone. */
public sealed interface ApplyOutcome {
    /** Every planned action completed. */
    record Applied(long serialBefore, long serialAfter) implements ApplyOutcome {}

    /** The engine stopped before it changed anything. */
    record NothingDone(String why) implements ApplyOutcome {}

    /**
     * Some of it was done.
     *
     * @param why the engine's first error, redacted
     * @param orphans addresses whose apply started and never ended; they may exist without being in the state
     */
    record PartlyDone(String why, long serialBefore, long serialAfter, List<String> orphans) implements ApplyOutcome {
        public PartlyDone {
            orphans = List.copyOf(orphans);
        }
    }

    /** The run vanished; what is known is in the state. */
    record Unknown(String why) implements ApplyOutcome {}
}
