package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLabels;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.shop.KubeServer;
import dev.holdpoint.app.shop.RunsContract;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import org.junit.jupiter.api.AfterEach;

/** Jobs in front of the storage of an API server; the test does what the job controller and a kubelet would. */
class RunsAsJobsTest implements RunsContract, RunsContract.Cluster {
    private final KubeServer kube = new KubeServer();
    private final Runs runs = new KubeRuns(kube.client(), Orders.INSTALLATION, Orders.DESK, new OwnJobs());

    @AfterEach
    void close() {
        kube.close();
    }

    @Override
    public Cluster cluster() {
        return this;
    }

    @Override
    public Runs runs() {
        return runs;
    }

    @Override
    public RunOrder order(RunKind kind) {
        return Orders.order(kind);
    }

    @Override
    public String podOf(RunKind kind) {
        Job job = kube.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(RunPlaces.namespace(kind))
                .list()
                .getItems()
                .getFirst();
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(RunPlaces.namespace(kind))
                .withName("a-pod")
                .addToLabels(job.getSpec().getTemplate().getMetadata().getLabels())
                .addToLabels(JobSight.JOB_NAME, job.getMetadata().getName())
                .addToLabels(RunLabels.CHANGE_UID, order(kind).change().uid)
                .addNewOwnerReference()
                .withController(true)
                .withUid(job.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build();
        return kube.client().resource(pod).create().getMetadata().getUid();
    }

    @Override
    public void podWorks(RunKind kind) {
        phase(
                new PodBuilder(pod(kind))
                        .editStatus()
                        .addNewInitContainerStatus()
                        .withName(RunPaths.RENDER_CONTAINER)
                        .withRestartCount(0)
                        .withNewState()
                        .withNewRunning()
                        .endRunning()
                        .endState()
                        .endInitContainerStatus()
                        .endStatus()
                        .build(),
                "Running");
    }

    @Override
    public void podEnds(RunKind kind) {
        phase(pod(kind), "Succeeded");
    }

    private Pod pod(RunKind kind) {
        return kube.client()
                .pods()
                .inNamespace(RunPlaces.namespace(kind))
                .withName("a-pod")
                .require();
    }

    private void phase(Pod pod, String phase) {
        pod.getStatus().setPhase(phase);
        kube.client().resource(pod).updateStatus();
    }
}
