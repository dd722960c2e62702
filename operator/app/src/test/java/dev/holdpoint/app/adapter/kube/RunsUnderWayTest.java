package dev.holdpoint.app.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.shop.KubeServer;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunsUnderWayTest {
    private final KubeServer kube = new KubeServer();
    private final Runs runs = runs(Orders.DESK);

    private Runs runs(Desk desk) {
        return new KubeRuns(kube.client(), Orders.INSTALLATION, desk, new OwnJobs());
    }

    @AfterEach
    void close() {
        kube.close();
    }

    @Test
    void a_run_of_an_earlier_process_counts_for_its_pod_is_there() {
        runs(new Desk(Desk.OPERATOR, Orders.DESK.address(), Orders.digest("a former key")))
                .start(Orders.order(RunKind.RENDER));
        assertThat(runs.underWay(RunKind.RENDER, Desk.OPERATOR))
                .extracting(Runs.UnderWay::changeUid)
                .containsExactly(Orders.order(RunKind.RENDER).change().uid);
    }

    @Test
    void neither_another_kind_nor_another_asker_counts() {
        RunOrder order = Orders.order(RunKind.RENDER);
        runs(new Desk(Desk.ATTESTOR, Orders.DESK.address(), Orders.DESK.pin()))
                .start(new RunOrder(
                        order.kind(),
                        Desk.ATTESTOR,
                        order.change(),
                        order.stack(),
                        order.spec(),
                        order.settings(),
                        order.round(),
                        order.attempt(),
                        order.plan(),
                        order.order()));
        runs.start(Orders.order(RunKind.PLAN));
        assertThat(runs.underWay(RunKind.RENDER, Desk.OPERATOR)).isEmpty();
        assertThat(runs.underWay(RunKind.PLAN, Desk.OPERATOR)).hasSize(1);
    }

    @Test
    void a_run_that_ended_counts_no_longer() {
        runs.start(Orders.order(RunKind.RENDER));
        Job job = kube.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(RunPlaces.namespace(RunKind.RENDER))
                .list()
                .getItems()
                .getFirst();
        kube.client()
                .resource(new JobBuilder(job)
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Complete")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
        assertThat(runs.underWay(RunKind.RENDER, Desk.OPERATOR)).isEmpty();
    }
}
