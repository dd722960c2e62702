package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.EngineReport;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.core.apply.ApplyOutcome;
import java.util.Optional;
import java.util.Set;

/**
 * How an apply ended, from what was seen: the event stream, the serial, our endpoint. The exit code alone says nothing: 1
 * can mean nothing done, half done, or all done and only the unlock failed.
 */
final class ApplyJudgement {
    /** The same words in both engines; every change was made and every state stored before it is said. */
    private static final String UNLOCK_FAILED = "Error releasing the state lock";

    /** Said after every change was made, when the last state could not be posted and lies in a file. */
    private static final Set<String> SAVE_FAILED = Set.of("Failed to save state", "Failed to persist state to backend");

    private ApplyJudgement() {}

    /** What became of a state in a file. */
    enum LeftBehind {
        /** There is no such file. */
        NOTHING,
        /** It is the stack's current state now. */
        STORED,
        /** Custody does not have it as the current one, but as a candidate. */
        NOT_STORED,
        /** The same, because it is larger than a state may be. */
        TOO_LARGE,
        /** Nobody has it: it is too large even for a candidate. */
        LOST;

        private boolean isInItsPlace() {
            return this == NOTHING || this == STORED;
        }

        /** What a person must know of it. */
        private String words() {
            return switch (this) {
                case NOTHING, STORED, NOT_STORED -> "";
                case TOO_LARGE ->
                    "; its last state has more than the " + StateCustody.MAX_STATE
                            + " bytes that a state may have and was not taken; it is kept beside the states as a"
                            + " candidate, and the one before stays the current one: split the stack";
                case LOST ->
                    "; its last state is too large to be kept even as a candidate (a state may have "
                            + StateCustody.MAX_STATE + " bytes, a candidate " + StateCustody.MAX_CANDIDATE
                            + " compressed) and is lost: what was made after the current one stands in no state";
            };
        }
    }

    /**
     * What was seen beside the events.
     *
     * @param serialBefore of the registered state; 0 when there was none
     * @param serialAfter of the newest state that was stored
     * @param wasRead the state was read here under the lock
     * @param beganEarly a change began before that
     * @param left what became of a state that the engine could not post and left in a file
     */
    record Seen(long serialBefore, long serialAfter, boolean wasRead, boolean beganEarly, LeftBehind left) {}

    static ApplyOutcome judge(Ended ended, Optional<EngineReport> events, Seen seen) {
        if (!ended.phase().equals("apply")) {
            return new ApplyOutcome.NothingDone(ended.text());
        }
        if (events.isEmpty()) {
            return new ApplyOutcome.Unknown("the engine's events cannot be read; " + ended.text()
                    + seen.left().words());
        }
        EngineReport report = events.get();
        boolean elsewhere = seen.beganEarly() || (!report.started().isEmpty() && !seen.wasRead());
        if (elsewhere) {
            return new ApplyOutcome.PartlyDone(
                    "the engine changed things before it had locked and read the state of this stack"
                            + seen.left().words(),
                    seen.serialBefore(),
                    seen.serialAfter(),
                    report.started());
        }
        boolean moved = seen.serialAfter() > seen.serialBefore();
        if (complete(ended, report, seen) && (moved || report.started().isEmpty())) {
            return new ApplyOutcome.Applied(seen.serialBefore(), seen.serialAfter());
        }
        if (report.started().isEmpty() && !moved && seen.left().isInItsPlace() && report.whole()) {
            return new ApplyOutcome.NothingDone(why(ended, report));
        }
        return new ApplyOutcome.PartlyDone(
                why(ended, report) + seen.left().words(), seen.serialBefore(), seen.serialAfter(), report.unended());
    }

    private static boolean complete(Ended ended, EngineReport report, Seen seen) {
        boolean allDone = report.undone().isEmpty()
                && report.failed().isEmpty()
                && report.unended().isEmpty()
                && report.whole();
        return allDone && seen.left().isInItsPlace() && (ended.well() || onlyKeepingFailed(ended, report, seen.left()));
    }

    private static boolean onlyKeepingFailed(Ended ended, EngineReport report, LeftBehind left) {
        return ended.code() == 1
                && !report.errors().isEmpty()
                && report.errors().stream()
                        .map(Diagnostic::summary)
                        .allMatch(said -> said.equals(UNLOCK_FAILED)
                                || (left == LeftBehind.STORED && SAVE_FAILED.contains(said)));
    }

    private static String why(Ended ended, EngineReport report) {
        return report.errors().stream().findFirst().map(Diagnostic::text).orElse(ended.text());
    }
}
