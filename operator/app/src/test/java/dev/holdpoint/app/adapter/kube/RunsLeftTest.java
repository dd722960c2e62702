package dev.holdpoint.app.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.shop.KubeServer;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a role may remove of runs is named by the change that they are of. */
class RunsLeftTest {
    private static final String UID = Orders.order(RunKind.PLAN).change().uid;

    private final KubeServer kube = new KubeServer();
    private final Runs runs = runs(Orders.DESK);

    private Runs runs(Desk desk) {
        return new KubeRuns(kube.client(), Orders.INSTALLATION, desk, new OwnJobs());
    }

    @BeforeEach
    void oneOfEachKind() {
        List.of(RunKind.values()).forEach(kind -> runs.start(Orders.order(kind)));
    }

    @AfterEach
    void close() {
        kube.close();
    }

    @Test
    void the_operator_sees_all_three_kinds_whoever_of_its_processes_started_them() {
        Runs later = runs(new Desk(Desk.OPERATOR, Orders.DESK.address(), Orders.digest("another key")));
        assertThat(later.left())
                .containsExactlyInAnyOrder(
                        new Runs.Left(RunKind.PLAN, UID, "holdpoint-agents/bigger-queue", "shop"),
                        new Runs.Left(RunKind.RENDER, UID, "holdpoint-agents/bigger-queue", "shop"),
                        new Runs.Left(RunKind.APPLY, UID, "holdpoint-agents/bigger-queue", "shop"));
    }

    @Test
    void the_attestor_sees_none_of_the_operators() {
        assertThat(runs(new Desk(Desk.ATTESTOR, Orders.DESK.address(), Orders.DESK.pin()))
                        .left())
                .isEmpty();
    }

    /** Its change may be gone, its pod is not: nothing that an engine may work in is ended. */
    @Test
    void an_apply_whose_pod_works_is_left_alone() {
        Job job = kube.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(Places.RUNS_APPLY)
                .list()
                .getItems()
                .getFirst();
        kube.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(Places.RUNS_APPLY)
                        .withName("apply-pod")
                        .addToLabels(JobSight.JOB_NAME, job.getMetadata().getName())
                        .addNewOwnerReference()
                        .withController(true)
                        .withUid(job.getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .withNewStatus()
                        .withPhase("Running")
                        .addNewInitContainerStatus()
                        .withName(RunPaths.RENDER_CONTAINER)
                        .withRestartCount(0)
                        .withNewState()
                        .withNewRunning()
                        .endRunning()
                        .endState()
                        .endInitContainerStatus()
                        .endStatus()
                        .build())
                .create();
        runs.discardEndedApply(UID);

        assertThat(runs.left()).extracting(Runs.Left::kind).contains(RunKind.APPLY);
    }

    @Test
    void what_is_discarded_is_left_no_more() {
        runs.discard(UID);
        assertThat(runs.left()).extracting(Runs.Left::kind).containsExactly(RunKind.APPLY);
        runs.discardEndedApply(UID);
        assertThat(runs.left()).isEmpty();
    }
}
