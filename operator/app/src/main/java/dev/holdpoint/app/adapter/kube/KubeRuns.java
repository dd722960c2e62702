package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.Installation;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLabels;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.Runs;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs as Jobs. It reads and starts what its role may and nothing else: the operator all three kinds, the attestor
 * renders. Every read is a quorum read.
 */
public final class KubeRuns implements Runs {
    /**
     * A pod that ends starts none of its further containers, so there is no apply to wait for. A process that is told to
     * end in its first moments as number 1 of its container does not hear it, and the pod's own grace is that of an apply.
     */
    private static final long UNSTARTED_GRACE_SECONDS = 30;

    private static final Set<String> OVER = Set.of("Succeeded", "Failed");

    private final KubernetesClient client;
    private final RunJob shape;
    private final Desk desk;
    private final OwnJobs own;

    /**
     * @param own is told what is started; the proof of the same desk asks it
     * @param desk where this process takes what its runs hand over
     */
    public KubeRuns(KubernetesClient client, Installation installation, Desk desk, OwnJobs own) {
        this.client = client;
        this.shape = new RunJob(installation, desk);
        this.desk = desk;
        this.own = own;
    }

    @Override
    public void start(RunOrder order) {
        Job job = shape.of(order);
        try {
            own.add(client.resource(job).create());
        } catch (KubernetesClientException e) {
            // The name says what the run is. If it is not one of ours, its sight says so and the next attempt has
            // another.
            if (!KubeFailure.isConflict(e)) {
                throw KubeFailure.of("start " + job.getMetadata().getName(), e);
            }
        }
    }

    @Override
    public Optional<Sight> find(RunKind kind, String asker, String changeUid, int round) {
        Map<String, String> labels = Map.of(
                RunLabels.KIND,
                kind.word(),
                RunLabels.ASKER,
                asker,
                RunLabels.CHANGE_UID,
                changeUid,
                RunLabels.ROUND,
                Integer.toString(round));
        List<Job> attempts = jobs(RunPlaces.namespace(kind), labels);
        List<String> ours = attempts.stream()
                .filter(own::has)
                .map(job -> job.getMetadata().getName())
                .toList();
        return attempts.stream().max(Comparator.comparingInt(JobSight::attempt)).map(job -> sight(job, kind, ours));
    }

    @Override
    public List<UnderWay> underWay(RunKind kind, String asker) {
        Map<String, String> labels = Map.of(RunLabels.KIND, kind.word(), RunLabels.ASKER, asker);
        return jobs(RunPlaces.namespace(kind), labels).stream()
                .map(job -> new JobSight(job, Optional.empty(), desk))
                .filter(job -> !job.isOver())
                .map(JobSight::underWay)
                .toList();
    }

    private Sight sight(Job job, RunKind kind, List<String> ours) {
        String name = job.getMetadata().getName();
        Optional<Pod> pod = KubeFailure.of(
                "read the pod of " + name,
                () -> client
                        .pods()
                        .inNamespace(RunPlaces.namespace(kind))
                        .withLabel(JobSight.JOB_NAME, name)
                        .list()
                        .getItems()
                        .stream()
                        .filter(one -> JobSight.belongs(one, job))
                        .max(Comparator.comparing(one -> one.getMetadata().getCreationTimestamp())));
        return new JobSight(job, pod, desk).sight(kind, ours.contains(name)).startedHere(ours);
    }

    @Override
    public List<Left> left() {
        Map<String, String> own = Map.of(RunLabels.ASKER, desk.asker());
        List<Left> all = new ArrayList<>(left(RunKind.RENDER, own));
        if (desk.asker().equals(Desk.OPERATOR)) {
            all.addAll(left(RunKind.PLAN, own));
            all.addAll(left(RunKind.APPLY, own));
        }
        return all;
    }

    private List<Left> left(RunKind kind, Map<String, String> labels) {
        return jobs(RunPlaces.namespace(kind), labels).stream()
                .flatMap(job -> new JobSight(job, Optional.empty(), desk).left(kind).stream())
                .toList();
    }

    @Override
    public void discard(String changeUid) {
        discard(RunKind.RENDER, changeUid);
        if (desk.asker().equals(Desk.OPERATOR)) {
            discard(RunKind.PLAN, changeUid);
        }
    }

    private void discard(RunKind kind, String changeUid) {
        Map<String, String> own = Map.of(RunLabels.CHANGE_UID, changeUid, RunLabels.ASKER, desk.asker());
        for (Job job : jobs(RunPlaces.namespace(kind), own)) {
            remove(job);
        }
    }

    private void remove(Job job) {
        KubeFailure.of(
                "remove " + job.getMetadata().getName(),
                () -> client.resource(job)
                        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                        .delete());
    }

    @Override
    public void discardEndedApply(String changeUid) {
        for (Job job : jobs(Places.RUNS_APPLY, Map.of(RunLabels.CHANGE_UID, changeUid))) {
            Sight sight = sight(job, RunKind.APPLY, List.of());
            if (sight.ended().isPresent() || sight.unstarted().isPresent()) {
                remove(job);
            }
        }
    }

    @Override
    public void removeUnstartedPod(String changeUid, int round) {
        Map<String, String> labels = Map.of(RunLabels.CHANGE_UID, changeUid, RunLabels.ROUND, Integer.toString(round));
        for (Pod pod : applyPods(labels)) {
            if (!JobSight.rendererRan(pod)) {
                remove(pod, Optional.of(UNSTARTED_GRACE_SECONDS));
            }
        }
    }

    @Override
    public boolean removeFinishedPod(String changeUid, int round) {
        Map<String, String> labels = Map.of(RunLabels.CHANGE_UID, changeUid, RunLabels.ROUND, Integer.toString(round));
        for (Pod pod : applyPods(labels)) {
            if (OVER.contains(pod.getStatus().getPhase())) {
                remove(pod, Optional.empty());
            }
        }
        return applyPods(labels).isEmpty();
    }

    /** Only as it was read: a pod that came back to life in between would be an apply that gets signalled. */
    private void remove(Pod pod, Optional<Long> grace) {
        try {
            DeleteOptions options = new DeleteOptionsBuilder()
                    .withNewPreconditions(
                            pod.getMetadata().getResourceVersion(),
                            pod.getMetadata().getUid())
                    .build();
            grace.ifPresent(options::setGracePeriodSeconds);
            client.raw(
                    "/api/v1/namespaces/" + pod.getMetadata().getNamespace() + "/pods/"
                            + pod.getMetadata().getName(),
                    "DELETE",
                    options);
        } catch (KubernetesClientException e) {
            if (!KubeFailure.isConflict(e)) {
                throw KubeFailure.of("remove the pod " + pod.getMetadata().getName(), e);
            }
        }
    }

    @Override
    public boolean podExists(String podUid) {
        return applyPods(Map.of()).stream()
                .anyMatch(pod -> podUid.equals(pod.getMetadata().getUid()));
    }

    private List<Job> jobs(String namespace, Map<String, String> labels) {
        return KubeFailure.of(
                "read runs in " + namespace,
                () -> client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .withLabels(labels)
                        .list()
                        .getItems());
    }

    private List<Pod> applyPods(Map<String, String> labels) {
        return KubeFailure.of(
                "read pods in " + Places.RUNS_APPLY,
                () -> client.pods()
                        .inNamespace(Places.RUNS_APPLY)
                        .withLabels(labels)
                        .list()
                        .getItems());
    }
}
