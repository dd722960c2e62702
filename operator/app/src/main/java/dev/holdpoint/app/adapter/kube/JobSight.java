package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLabels;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.Runs;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a Job and its pod say about a run. "Finished" is no success: only what was handed over counts (a companion whose
 * last hand-over failed still gave {@code Complete}).
 */
record JobSight(Job job, Optional<Pod> pod, Desk desk) {
    /** Label that the job controller sets on pods. */
    static final String JOB_NAME = "batch.kubernetes.io/job-name";

    /** Waiting for these is in vain; other image errors may pass. */
    private static final Set<String> HOPELESS =
            Set.of("ErrImageNeverPull", "InvalidImageName", "CreateContainerConfigError");

    /** How every container begins. */
    private static final Set<String> BEGINNING = Set.of("PodInitializing", "ContainerCreating");

    static int attempt(Job job) {
        return Integer.parseInt(labels(job).getOrDefault(RunLabels.ATTEMPT, "0"));
    }

    /** Labels can be copied; the owner's UID is set by the job controller. */
    static boolean belongs(Pod pod, Job job) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController())
                        && owner.getUid().equals(job.getMetadata().getUid()));
    }

    /** Whose run it is; empty when its labels do not say. */
    Optional<Runs.Left> left(RunKind kind) {
        return Optional.ofNullable(labels(job).get(RunLabels.CHANGE_UID))
                .map(uid -> new Runs.Left(
                        kind,
                        uid,
                        annotations(job).getOrDefault(RunLabels.CHANGE, ""),
                        labels(job).getOrDefault(RunLabels.STACK, "")));
    }

    /** @param own whether this process started it */
    Runs.Sight sight(RunKind kind, boolean own) {
        return new Runs.Sight(
                job.getMetadata().getName(),
                attempt(job),
                pod.map(one -> one.getMetadata().getUid()),
                ended(kind, own),
                made(),
                Optional.ofNullable(annotations(job).get(RunLabels.SETTINGS)),
                uncopied(),
                unstarted(),
                List.of());
    }

    /** Whether the cluster says that it has ended; its pod, if there is one, is not asked. */
    boolean isOver() {
        return jobOver().isPresent();
    }

    Runs.UnderWay underWay() {
        return new Runs.UnderWay(labels(job).getOrDefault(RunLabels.CHANGE_UID, ""), made());
    }

    /** Whether the render container of an apply pod has run at any time; before that nothing asks for the lock. */
    static boolean rendererRan(Pod pod) {
        return Stream.ofNullable(pod.getStatus().getInitContainerStatuses())
                .flatMap(List::stream)
                .filter(container -> RunPaths.RENDER_CONTAINER.equals(container.getName()))
                .anyMatch(container -> wasRestarted(container) || runsOrRan(container));
    }

    private static boolean wasRestarted(ContainerStatus container) {
        return container.getRestartCount() != null && container.getRestartCount() > 0;
    }

    private static boolean runsOrRan(ContainerStatus container) {
        return container.getState() != null
                && (container.getState().getRunning() != null
                        || container.getState().getTerminated() != null);
    }

    private Optional<Runs.Unstarted> unstarted() {
        if (pod.filter(JobSight::rendererRan).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Runs.Unstarted(whatItWaitsFor()));
    }

    private Instant made() {
        String created = job.getMetadata().getCreationTimestamp();
        return created == null ? Instant.EPOCH : Instant.parse(created);
    }

    private String whatItWaitsFor() {
        return pod.isEmpty()
                ? "the cluster made no pod for its Job " + job.getMetadata().getName() + " (see the events of that Job)"
                : unscheduled().or(this::waitingContainer).orElse("");
    }

    private Optional<String> unscheduled() {
        return pod.map(Pod::getStatus).map(PodStatus::getConditions).stream()
                .flatMap(List::stream)
                .filter(condition -> "PodScheduled".equals(condition.getType())
                        && "False".equals(condition.getStatus())
                        && condition.getReason() != null)
                .map(condition -> condition.getReason() + ": " + Objects.requireNonNullElse(condition.getMessage(), ""))
                .findFirst();
    }

    private Optional<String> waitingContainer() {
        return containers()
                .filter(container -> container.getState() != null
                        && container.getState().getWaiting() != null
                        && !BEGINNING.contains(Objects.requireNonNullElse(
                                container.getState().getWaiting().getReason(), "PodInitializing")))
                .map(container -> "the container " + container.getName() + ", image " + container.getImage() + ": "
                        + container.getState().getWaiting().getReason())
                .findFirst();
    }

    private Optional<String> ended(RunKind kind, boolean own) {
        if (kind != RunKind.APPLY && !own) {
            return Optional.of("another process started it");
        }
        Optional<String> over = jobOver().or(this::podOver);
        // An apply is never given up while its pod may still work: it may hold the lock.
        return kind == RunKind.APPLY || over.isPresent() ? over : inVain();
    }

    private Optional<String> jobOver() {
        if (job.getMetadata().getDeletionTimestamp() != null) {
            return Optional.of("the run is being removed");
        }
        return conditions()
                .filter(condition -> "True".equals(condition.getStatus()))
                .flatMap(condition -> switch (condition.getType()) {
                    case "Complete" -> Stream.of("the run finished");
                    case "Failed" -> Stream.of(failure(condition));
                    default -> Stream.empty();
                })
                .findFirst();
    }

    private String failure(JobCondition condition) {
        if ("DeadlineExceeded".equals(condition.getReason())) {
            return "the run took longer than its limit and was ended";
        }
        return podOver()
                .orElseGet(() -> "the run failed: "
                        + Objects.requireNonNullElse(condition.getReason(), "the Job does not say why"));
    }

    private Optional<String> podOver() {
        return pod.map(Pod::getStatus).flatMap(status -> switch (Objects.requireNonNullElse(status.getPhase(), "")) {
            case "Succeeded" -> Optional.of("the run finished");
            case "Failed" ->
                Optional.of(
                        status.getReason() != null
                                ? "the run's pod ended: " + status.getReason()
                                : containerFailure().orElse("the run's pod failed and does not say why"));
            default -> Optional.empty();
        });
    }

    private Optional<String> containerFailure() {
        return containers()
                .flatMap(container -> terminated(container).map(end -> words(container.getName(), end)).stream())
                .findFirst();
    }

    private static Optional<ContainerStateTerminated> terminated(ContainerStatus container) {
        return Optional.ofNullable(container.getState())
                .map(state -> state.getTerminated())
                .filter(end -> end.getExitCode() != 0);
    }

    private static String words(String container, ContainerStateTerminated end) {
        return "OOMKilled".equals(end.getReason())
                ? "the container " + container + " needed more memory than it may have (OOMKilled)"
                : "the container " + container + " ended with exit code " + end.getExitCode();
    }

    private Optional<String> inVain() {
        Optional<String> hopeless = containers()
                .filter(container -> container.getState() != null
                        && container.getState().getWaiting() != null
                        && HOPELESS.contains(container.getState().getWaiting().getReason()))
                .map(container -> "an administrator must act: the container " + container.getName()
                        + " cannot start on its node, image " + container.getImage() + " ("
                        + container.getState().getWaiting().getReason() + ")")
                .findFirst();
        return hopeless.or(this::uncopied).or(this::lostDesk);
    }

    /** The wrapper may wait for a binary that nobody brings any more, or take half of one for another. */
    private Optional<String> uncopied() {
        return containers()
                .filter(container -> RunPaths.ENGINE_CONTAINER.equals(container.getName()))
                .flatMap(container -> terminated(container).map(end -> words(container.getName(), end)).stream())
                .findFirst();
    }

    /** What an earlier process of this role started can no longer hand over: the key it knows is gone. */
    private Optional<String> lostDesk() {
        return desk.asker().equals(labels(job).get(RunLabels.ASKER)) && !atDesk(job, desk)
                ? Optional.of("the " + desk.asker() + " that started the run was restarted")
                : Optional.empty();
    }

    static boolean atDesk(Job job, Desk desk) {
        return desk.address().toString().equals(annotations(job).get(RunLabels.DESK))
                && desk.pin().hex().equals(annotations(job).get(RunLabels.DESK_PIN));
    }

    private static Map<String, String> annotations(Job job) {
        return Objects.requireNonNullElse(job.getMetadata().getAnnotations(), Map.of());
    }

    private Stream<JobCondition> conditions() {
        return job.getStatus() == null ? Stream.empty() : job.getStatus().getConditions().stream();
    }

    private Stream<ContainerStatus> containers() {
        return pod.map(Pod::getStatus).stream()
                .flatMap(status -> Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses()))
                .filter(Objects::nonNull)
                .flatMap(List::stream);
    }

    private static Map<String, String> labels(Job job) {
        return Objects.requireNonNullElse(job.getMetadata().getLabels(), Map.of());
    }
}
