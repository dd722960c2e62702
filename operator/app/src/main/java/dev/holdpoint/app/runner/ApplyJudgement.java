package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.EngineReport;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
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
        /** Custody does not have it as the current one. */
        NOT_STORED
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
            return new ApplyOutcome.Unknown("the engine's events cannot be read; " + ended.text());
        }
        EngineReport report = events.get();
        boolean elsewhere = seen.beganEarly() || (!report.started().isEmpty() && !seen.wasRead());
        if (elsewhere) {
            return new ApplyOutcome.PartlyDone(
                    "the engine changed things before it had locked and read the state of this stack",
                    seen.serialBefore(),
                    seen.serialAfter(),
                    report.started());
        }
        boolean moved = seen.serialAfter() > seen.serialBefore();
        if (complete(ended, report, seen) && (moved || report.started().isEmpty())) {
            return new ApplyOutcome.Applied(seen.serialBefore(), seen.serialAfter());
        }
        if (report.started().isEmpty() && !moved && seen.left() != LeftBehind.NOT_STORED && report.whole()) {
            return new ApplyOutcome.NothingDone(why(ended, report));
        }
        return new ApplyOutcome.PartlyDone(
                why(ended, report), seen.serialBefore(), seen.serialAfter(), report.unended());
    }

    private static boolean complete(Ended ended, EngineReport report, Seen seen) {
        boolean allDone = report.undone().isEmpty()
                && report.failed().isEmpty()
                && report.unended().isEmpty()
                && report.whole();
        return allDone
                && seen.left() != LeftBehind.NOT_STORED
                && (ended.well() || onlyKeepingFailed(ended, report, seen.left()));
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
