package dev.holdpoint.app.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.EngineReport;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
import dev.holdpoint.app.runner.ApplyJudgement.LeftBehind;
import dev.holdpoint.app.runner.ApplyJudgement.Seen;
import dev.holdpoint.core.apply.ApplyOutcome;
import dev.holdpoint.core.apply.ApplyOutcome.Applied;
import dev.holdpoint.core.apply.ApplyOutcome.NothingDone;
import dev.holdpoint.core.apply.ApplyOutcome.PartlyDone;
import dev.holdpoint.core.apply.ApplyOutcome.Unknown;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an apply came to, from all that was seen and never from the exit code alone. */
class ApplyJudgementTest {
    private static final Seen MOVED = new Seen(3, 4, true, false, LeftBehind.NOTHING);
    private static final Seen UNMOVED = new Seen(3, 3, true, false, LeftBehind.NOTHING);
    private static final EngineReport ALL = report(List.of("a"), List.of(), List.of());

    @Test
    void all_done_and_stored_is_applied() {
        assertThat(judge(0, ALL, MOVED)).isEqualTo(new Applied(3, 4));
    }

    @Test
    void exit_code_zero_without_a_moved_state_is_not_applied_when_something_was_changed() {
        assertThat(judge(0, ALL, UNMOVED)).isInstanceOf(PartlyDone.class);
    }

    @Test
    void exit_code_zero_with_something_undone_is_not_applied() {
        assertThat(judge(0, report(List.of("a"), List.of("b"), List.of()), MOVED))
                .isInstanceOf(PartlyDone.class);
    }

    @Test
    void a_failed_unlock_after_everything_was_done_is_applied() {
        assertThat(judge(1, with(ALL, "Error releasing the state lock"), MOVED)).isEqualTo(new Applied(3, 4));
    }

    @Test
    void any_other_error_beside_a_failed_unlock_is_not() {
        EngineReport both = with(with(ALL, "Error releasing the state lock"), "Failed to save state");

        assertThat(judge(1, both, MOVED)).isInstanceOf(PartlyDone.class);
    }

    @Test
    void a_killed_engine_is_not_applied_even_if_all_steps_completed() {
        assertThat(judge(137, ALL, MOVED)).isInstanceOf(PartlyDone.class);
    }

    @Test
    void an_emergency_state_means_custody_does_not_have_it_all() {
        assertThat(judge(0, ALL, new Seen(3, 4, true, false, LeftBehind.NOT_STORED)))
                .isInstanceOf(PartlyDone.class);
    }

    @Test
    void a_state_that_was_too_large_means_that_not_all_was_done_and_says_what_became_of_it() {
        EngineReport said = with(with(ALL, "Failed to save state"), "Failed to persist state to backend");

        assertThat(judge(1, said, new Seen(3, 3, true, false, LeftBehind.TOO_LARGE)))
                .isInstanceOfSatisfying(
                        PartlyDone.class,
                        partly -> assertThat(partly.why())
                                .startsWith(
                                        "error: Failed to save state; its last state has more than the 67108864 bytes"));
        assertThat(judge(0, ALL, new Seen(3, 4, true, false, LeftBehind.LOST)))
                .isInstanceOfSatisfying(
                        PartlyDone.class, partly -> assertThat(partly.why()).contains("is lost"));
    }

    @Test
    void a_state_that_could_not_be_posted_and_was_stored_from_its_file_is_applied() {
        EngineReport said = with(with(ALL, "Failed to save state"), "Failed to persist state to backend");

        assertThat(judge(1, said, new Seen(3, 4, true, false, LeftBehind.STORED)))
                .isEqualTo(new Applied(3, 4));
        assertThat(judge(1, said, MOVED)).as("without the file").isInstanceOf(PartlyDone.class);
        assertThat(judge(1, with(said, "Provider crashed"), new Seen(3, 4, true, false, LeftBehind.STORED)))
                .isInstanceOf(PartlyDone.class);
    }

    @Test
    void a_change_before_the_state_was_locked_and_read_here_has_failed_whatever_else_was_seen() {
        assertThat(judge(0, ALL, new Seen(3, 4, true, true, LeftBehind.NOTHING)))
                .isInstanceOf(PartlyDone.class);
        assertThat(judge(0, ALL, new Seen(3, 4, false, false, LeftBehind.NOTHING)))
                .isInstanceOf(PartlyDone.class);
    }

    @Test
    void an_error_before_the_first_change_is_nothing_done() {
        assertThat(judge(1, with(report(List.of(), List.of("a"), List.of()), "Saved plan is stale"), UNMOVED))
                .isEqualTo(new NothingDone("error: Saved plan is stale"));
    }

    @Test
    void a_failed_init_is_nothing_done_and_lost_events_are_unknown() {
        assertThat(ApplyJudgement.judge(Ended.by("init", 1), Optional.empty(), UNMOVED))
                .isInstanceOf(NothingDone.class);
        assertThat(ApplyJudgement.judge(Ended.by("apply", 0), Optional.empty(), MOVED))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void what_began_and_did_not_end_may_exist_without_being_in_the_state() {
        EngineReport cut = report(List.of("a", "b"), List.of("b"), List.of("b"));

        assertThat(judge(137, cut, MOVED))
                .isEqualTo(new PartlyDone("the engine's apply ended with exit code 137", 3, 4, List.of("b")));
    }

    private static ApplyOutcome judge(int code, EngineReport report, Seen seen) {
        return ApplyJudgement.judge(Ended.by("apply", code), Optional.of(report), seen);
    }

    private static EngineReport report(List<String> started, List<String> undone, List<String> unended) {
        return new EngineReport(started, undone, List.of(), unended, List.of(), true);
    }

    private static EngineReport with(EngineReport report, String error) {
        List<Diagnostic> all = new java.util.ArrayList<>(report.diagnostics());
        all.add(new Diagnostic("error", error, "", 0));
        return new EngineReport(report.started(), report.undone(), report.failed(), report.unended(), all, true);
    }
}
