package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.RunPod;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.core.flow.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run fails when it hands nothing over; what we lost ourselves is no failure of a run. */
class RunBookTest {
    private final RunBook book = new RunBook();

    private Run run(int attempt, String ended, String... ours) {
        return book.undelivered(
                Optional.of(new Runs.Sight(
                        "render-" + attempt,
                        attempt,
                        Optional.empty(),
                        Optional.ofNullable(ended),
                        Instant.EPOCH,
                        Optional.empty(),
                        List.of(ours))),
                RunKind.RENDER);
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
}
