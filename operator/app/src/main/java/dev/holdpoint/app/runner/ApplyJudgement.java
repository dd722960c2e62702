package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.EngineReport;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
import dev.holdpoint.core.apply.ApplyOutcome;
import java.util.Optional;

/**
 * How an apply ended, from what was seen: the event stream, the serial, our endpoint. The exit code alone says nothing: 1
 * can mean nothing done, half done, or all done and only the unlock failed.
 */
final class ApplyJudgement {
    /** The same words in both engines; every change was made and every state stored before it is said. */
    private static final String UNLOCK_FAILED = "Error releasing the state lock";

    private ApplyJudgement() {}

    /**
     * What was seen beside the events.
     *
     * @param serialBefore of the registered state; 0 when there was none
     * @param serialAfter of the newest state that was stored
     * @param wasRead the state was read here under the lock
     * @param beganEarly a change began before that
     * @param emergency the engine could not store its state and left it in a file
     */
    record Seen(long serialBefore, long serialAfter, boolean wasRead, boolean beganEarly, boolean emergency) {}

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
        if (report.started().isEmpty() && !moved && !seen.emergency() && report.whole()) {
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
        return allDone && !seen.emergency() && (ended.well() || onlyUnlockFailed(ended, report));
    }

    private static boolean onlyUnlockFailed(Ended ended, EngineReport report) {
        return ended.code() == 1
                && !report.errors().isEmpty()
                && report.errors().stream().allMatch(e -> e.summary().equals(UNLOCK_FAILED));
    }

    private static String why(Ended ended, EngineReport report) {
        return report.errors().stream().findFirst().map(Diagnostic::text).orElse(ended.text());
    }
}
