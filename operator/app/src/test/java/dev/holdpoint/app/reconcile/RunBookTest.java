package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.RunPod;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run fails when it hands nothing over; what we lost ourselves is no failure of a run. */
class RunBookTest {
    private static final Sha256 OLD = Sha256.of(new byte[] {1});
    private static final Sha256 NEW = Sha256.of(new byte[] {2});

    private final RunBook book = new RunBook();

    private Run run(int attempt, String ended, String... ours) {
        return run(OLD, attempt, ended, ours);
    }

    /** A run that was started under the old settings, looked at under these. */
    private Run run(Sha256 settings, int attempt, String ended, String... ours) {
        return run(settings, attempt, ended, Optional.empty(), ours);
    }

    private Run run(Sha256 settings, int attempt, String ended, Optional<String> uncopied, String... ours) {
        return book.undelivered(
                Optional.of(new Runs.Sight(
                        "render-" + attempt,
                        attempt,
                        Optional.empty(),
                        Optional.ofNullable(ended),
                        Instant.EPOCH,
                        Optional.of(OLD.hex()),
                        uncopied,
                        Optional.empty(),
                        List.of(ours))),
                RunKind.RENDER,
                settings);
    }

    private static RunPod pod(int attempt) {
        return new RunPod(RunKind.RENDER, "ns", "pod", "uid", "render-" + attempt, "change", 1);
    }

    @Test
    void attempts_of_this_process_that_ended_without_a_product_are_failures() {
        assertThat(run(3, "evicted", "render-1", "render-2", "render-3")).isEqualTo(new Run.Vanished(3, 3, "evicted"));
    }

    @Test
    void attempts_of_an_earlier_process_are_none() {
        assertThat(run(3, "another process started it"))
                .isEqualTo(new Run.Vanished(3, 0, "another process started it"));
        assertThat(run(4, "evicted", "render-4")).isEqualTo(new Run.Vanished(4, 1, "evicted"));
    }

    @Test
    void a_product_that_was_handed_over_and_is_kept_no_longer_is_made_again() {
        book.delivered(pod(1));

        assertThat(run(1, null, "render-1")).isEqualTo(new Run.Vanished(1, 0, "its product is kept no longer"));
        assertThat(run(1, "the run finished", "render-1"))
                .isEqualTo(new Run.Vanished(1, 0, "its product is kept no longer"));
        assertThat(run(2, "evicted", "render-1", "render-2")).isEqualTo(new Run.Vanished(2, 1, "evicted"));
    }

    @Test
    void a_run_that_says_itself_that_it_failed_did() {
        book.note(pod(1), new Delivery.Failed("no memory"));

        assertThat(run(1, null, "render-1")).isEqualTo(new Run.Vanished(1, 1, "no memory"));
    }

    @Test
    void what_the_settings_make_impossible_is_not_tried_again_under_them() {
        book.note(pod(1), new Delivery.Stalled("the image holds another provider"));

        assertThat(run(1, null, "render-1")).isEqualTo(new Run.Stalled("the image holds another provider"));
        assertThat(run(1, "the run finished", "render-1"))
                .isEqualTo(new Run.Stalled("the image holds another provider"));
    }

    /** The run saw another binary than its settings name, and could not see that it was half of the right one. */
    @Test
    void an_engine_that_was_copied_half_is_copied_again_whatever_the_run_took_it_for() {
        book.note(pod(1), new Delivery.Stalled("another binary"));

        assertThat(run(
                        OLD,
                        1,
                        "the run finished",
                        Optional.of("the container engine ended with exit code 1"),
                        "render-1"))
                .isEqualTo(new Run.Vanished(1, 1, "the container engine ended with exit code 1"));
    }

    @Test
    void settings_that_were_signed_again_let_it_be_tried_again_and_count_no_failure() {
        book.note(pod(1), new Delivery.Stalled("the image holds another provider"));
        book.note(pod(2), new Delivery.Failed("no memory"));

        assertThat(run(NEW, 1, "the run finished", "render-1"))
                .isEqualTo(new Run.Vanished(1, 0, "the settings it could not work with are other ones now"));
        assertThat(run(NEW, 2, "the run finished", "render-1", "render-2"))
                .isEqualTo(new Run.Vanished(2, 1, "no memory"));
    }
}
