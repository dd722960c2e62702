package dev.holdpoint.app.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.Runs;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What all runs keep, those that tests move by hand and those that are Jobs. */
public interface RunsContract {
    /** Runs of the operator for one change, and what becomes of them in a cluster. */
    interface Cluster {
        Runs runs();

        /** The first attempt; all of them of one change and round. */
        RunOrder order(RunKind kind);

        /** Its Job has a pod in which nothing has run yet; returns the pod's UID. */
        String podOf(RunKind kind);

        /** What could ask for the lock has run in its pod. */
        void podWorks(RunKind kind);

        /** Its pod came to its end. */
        void podEnds(RunKind kind);
    }

    Cluster cluster();

    private Runs runs() {
        return cluster().runs();
    }

    private void start(RunKind... kinds) {
        for (RunKind kind : kinds) {
            runs().start(cluster().order(kind));
        }
    }

    private Optional<Runs.Sight> find(RunKind kind) {
        RunOrder order = cluster().order(kind);
        return runs().find(kind, order.asker(), order.change().uid, order.round());
    }

    private String uid() {
        return cluster().order(RunKind.PLAN).change().uid;
    }

    private int round() {
        return cluster().order(RunKind.APPLY).round();
    }

    private String applyAtWork() {
        start(RunKind.APPLY);
        String pod = cluster().podOf(RunKind.APPLY);
        cluster().podWorks(RunKind.APPLY);
        return pod;
    }

    @Test
    default void what_was_never_started_is_not_found() {
        for (RunKind kind : RunKind.values()) {
            assertThat(find(kind)).isEmpty();
        }
    }

    @Test
    default void what_was_started_is_found_as_it_was_ordered_however_often_it_was_started() {
        for (RunKind kind : RunKind.values()) {
            start(kind, kind);
            assertThat(find(kind)).hasValueSatisfying(sight -> {
                assertThat(sight.attempt()).isEqualTo(1);
                assertThat(sight.ended()).isEmpty();
                assertThat(sight.podUid()).isEmpty();
                assertThat(sight.settings())
                        .hasValue(cluster().order(kind).settings().hex());
                assertThat(sight.ours()).containsExactly(sight.job());
            });
        }
    }

    @Test
    default void a_run_has_ended_when_its_pod_has() {
        start(RunKind.PLAN);
        cluster().podOf(RunKind.PLAN);
        assertThat(find(RunKind.PLAN).orElseThrow().ended()).isEmpty();
        cluster().podEnds(RunKind.PLAN);
        assertThat(find(RunKind.PLAN).orElseThrow().ended()).isPresent();
    }

    @Test
    default void to_discard_ends_plan_and_render_and_never_an_apply() {
        start(RunKind.values());
        runs().discard(uid());

        assertThat(find(RunKind.PLAN)).isEmpty();
        assertThat(find(RunKind.RENDER)).isEmpty();
        assertThat(find(RunKind.APPLY)).isPresent();
    }

    @Test
    default void an_apply_is_discarded_when_it_has_ended_and_not_while_its_pod_works() {
        applyAtWork();
        runs().discardEndedApply(uid());
        assertThat(find(RunKind.APPLY)).isPresent();
        cluster().podEnds(RunKind.APPLY);
        runs().discardEndedApply(uid());
        assertThat(find(RunKind.APPLY)).isEmpty();
    }

    @Test
    default void an_apply_is_unstarted_until_something_of_it_ran() {
        start(RunKind.APPLY);
        String pod = cluster().podOf(RunKind.APPLY);
        assertThat(find(RunKind.APPLY).orElseThrow().podUid()).hasValue(pod);
        assertThat(find(RunKind.APPLY).orElseThrow().unstarted()).isPresent();
        cluster().podWorks(RunKind.APPLY);
        assertThat(find(RunKind.APPLY).orElseThrow().unstarted()).isEmpty();
    }

    @Test
    default void a_finished_apply_pod_is_removed_and_a_working_one_is_not() {
        String pod = applyAtWork();
        assertThat(runs().removeFinishedPod(uid(), round())).isFalse();
        assertThat(runs().podExists(pod)).isTrue();
        cluster().podEnds(RunKind.APPLY);
        assertThat(runs().removeFinishedPod(uid(), round())).isTrue();
        assertThat(runs().podExists(pod)).isFalse();
    }

    @Test
    default void an_unstarted_apply_pod_is_removed_and_a_working_one_is_not() {
        String working = applyAtWork();
        runs().removeUnstartedPod(uid(), round());
        assertThat(runs().podExists(working)).isTrue();
    }

    @Test
    default void an_unstarted_apply_pod_is_gone_when_it_was_removed() {
        start(RunKind.APPLY);
        String waiting = cluster().podOf(RunKind.APPLY);
        runs().removeUnstartedPod(uid(), round());
        assertThat(runs().podExists(waiting)).isFalse();
    }
}
