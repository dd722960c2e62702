package dev.holdpoint.app.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobSightTest {
    private static final String UID = "job-uid";

    @Test
    void a_job_that_somebody_else_made_under_our_name_delivers_nothing_but_an_apply_is_never_given_up() {
        assertThat(new JobSight(job(RunKind.RENDER), Optional.empty(), Orders.DESK)
                        .sight(RunKind.RENDER, false)
                        .ended())
                .contains("another process started it");
        assertThat(new JobSight(job(RunKind.APPLY), Optional.empty(), Orders.DESK)
                        .sight(RunKind.APPLY, false)
                        .ended())
                .isEmpty();
    }

    @Test
    void a_job_that_works_has_not_ended() {
        assertThat(ended(RunKind.PLAN, job(RunKind.PLAN), pod("Running"))).isEmpty();
    }

    @Test
    void a_finished_job_has_ended_and_proves_nothing() {
        assertThat(ended(RunKind.PLAN, job(RunKind.PLAN, "Complete", null), pod("Succeeded")))
                .contains("the run finished");
    }

    @Test
    void a_run_over_its_limit_says_so() {
        assertThat(ended(RunKind.PLAN, job(RunKind.PLAN, "Failed", "DeadlineExceeded"), null))
                .contains("the run took longer than its limit and was ended");
    }

    @Test
    void an_evicted_pod_says_so() {
        Pod pod = new PodBuilder(pod("Failed"))
                .editStatus()
                .withReason("Evicted")
                .endStatus()
                .build();
        assertThat(ended(RunKind.PLAN, job(RunKind.PLAN, "Failed", "BackoffLimitExceeded"), pod))
                .contains("the run's pod ended: Evicted");
    }

    @Test
    void a_container_that_needed_too_much_memory_is_named() {
        Pod pod = new PodBuilder(pod("Failed"))
                .editStatus()
                .addNewContainerStatus()
                .withName("engine-run")
                .withNewState()
                .withNewTerminated()
                .withExitCode(137)
                .withReason("OOMKilled")
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
        assertThat(ended(RunKind.PLAN, job(RunKind.PLAN), pod))
                .contains("the container engine-run needed more memory than it may have (OOMKilled)");
    }

    @Test
    void an_image_that_is_nowhere_is_for_an_administrator() {
        assertThat(ended(RunKind.PLAN, job(RunKind.PLAN), waiting("ErrImageNeverPull")))
                .hasValueSatisfying(why ->
                        assertThat(why).startsWith("an administrator must act").contains("ErrImageNeverPull"));
    }

    @Test
    void an_image_that_is_on_its_way_is_waited_for() {
        assertThat(ended(RunKind.PLAN, job(RunKind.PLAN), waiting("ImagePullBackOff")))
                .isEmpty();
    }

    /** The wrapper beside it would wait for the binary until the deadline of its Job. */
    @Test
    void an_engine_that_was_not_brought_ends_a_run_whose_wrapper_still_waits() {
        assertThat(ended(RunKind.PLAN, job(RunKind.PLAN), brought(1)))
                .contains("the container engine ended with exit code 1");
        assertThat(ended(RunKind.PLAN, job(RunKind.PLAN), brought(0))).isEmpty();
        assertThat(ended(RunKind.APPLY, job(RunKind.APPLY), brought(1))).isEmpty();
    }

    @Test
    void how_the_copy_of_the_engine_failed_is_told_besides_how_the_run_ended() {
        Job over = job(RunKind.PLAN, "Failed", "BackoffLimitExceeded");
        assertThat(uncopied(over, brought(1))).contains("the container engine ended with exit code 1");
        assertThat(uncopied(over, brought(0))).isEmpty();
    }

    private static Optional<String> uncopied(Job job, Pod pod) {
        return new JobSight(job, Optional.of(pod), Orders.DESK)
                .sight(RunKind.PLAN, true)
                .uncopied();
    }

    private static Pod brought(int code) {
        return new PodBuilder(pod("Running"))
                .editStatus()
                .addNewContainerStatus()
                .withName("engine")
                .withNewState()
                .withNewTerminated()
                .withExitCode(code)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    @Test
    void an_apply_whose_pod_still_exists_is_not_given_up() {
        assertThat(ended(RunKind.APPLY, job(RunKind.APPLY), waiting("ErrImageNeverPull")))
                .isEmpty();
    }

    @Test
    void an_apply_pod_that_fits_on_no_node_has_not_started_and_says_why() {
        Pod pod = new PodBuilder(pod("Pending"))
                .editStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/1 nodes are available")
                .endCondition()
                .endStatus()
                .build();

        assertThat(unstarted(pod))
                .hasValueSatisfying(one -> assertThat(one.why()).isEqualTo("Unschedulable: 0/1 nodes are available"));
    }

    @Test
    void an_image_that_does_not_come_and_a_pod_that_is_not_made_are_named() {
        assertThat(unstarted(waiting("ImagePullBackOff")))
                .hasValueSatisfying(one -> assertThat(one.why())
                        .contains("registry.example/opentofu")
                        .contains("ImagePullBackOff"));
        assertThat(unstarted(null))
                .hasValueSatisfying(one -> assertThat(one.why()).contains("no pod"));
    }

    @Test
    void a_pod_whose_renderer_runs_or_ran_has_started() {
        assertThat(unstarted(renderer(
                        new ContainerStateBuilder()
                                .withNewRunning()
                                .endRunning()
                                .build(),
                        0)))
                .isEmpty();
        assertThat(unstarted(renderer(
                        new ContainerStateBuilder()
                                .withNewWaiting("killed", "CrashLoopBackOff")
                                .build(),
                        1)))
                .isEmpty();
        assertThat(unstarted(renderer(
                        new ContainerStateBuilder()
                                .withNewWaiting("", "PodInitializing")
                                .build(),
                        0)))
                .hasValueSatisfying(one -> assertThat(one.why()).isEmpty());
    }

    @Test
    void a_run_of_an_earlier_process_has_ended() {
        Desk restarted = new Desk(Desk.OPERATOR, Orders.DESK.address(), Orders.digest("another key"));
        assertThat(new JobSight(job(RunKind.PLAN), Optional.empty(), restarted)
                        .sight(RunKind.PLAN, true)
                        .ended())
                .contains("the operator that started the run was restarted");
    }

    @Test
    void an_apply_of_an_earlier_process_goes_on() {
        Desk restarted = new Desk(Desk.OPERATOR, Orders.DESK.address(), Orders.digest("another key"));
        assertThat(new JobSight(job(RunKind.APPLY), Optional.empty(), restarted)
                        .sight(RunKind.APPLY, true)
                        .ended())
                .isEmpty();
    }

    @Test
    void a_pod_belongs_to_the_job_that_controls_it_whatever_its_labels_say() {
        Job job = job(RunKind.PLAN);
        Pod stranger = new PodBuilder(pod("Running"))
                .editMetadata()
                .editFirstOwnerReference()
                .withUid("another")
                .endOwnerReference()
                .endMetadata()
                .build();
        assertThat(JobSight.belongs(pod("Running"), job)).isTrue();
        assertThat(JobSight.belongs(stranger, job)).isFalse();
    }

    private static Optional<String> ended(RunKind kind, Job job, Pod pod) {
        return new JobSight(job, Optional.ofNullable(pod), Orders.DESK)
                .sight(kind, true)
                .ended();
    }

    private static Optional<Runs.Unstarted> unstarted(Pod pod) {
        return new JobSight(job(RunKind.APPLY), Optional.ofNullable(pod), Orders.DESK)
                .sight(RunKind.APPLY, true)
                .unstarted();
    }

    private static Pod renderer(ContainerState state, int restarts) {
        return new PodBuilder(pod("Pending"))
                .editStatus()
                .addNewInitContainerStatus()
                .withName("render")
                .withRestartCount(restarts)
                .withState(state)
                .endInitContainerStatus()
                .endStatus()
                .build();
    }

    private static Job job(RunKind kind) {
        return new JobBuilder(new RunJob(Orders.INSTALLATION, Orders.DESK).of(Orders.order(kind)))
                .editMetadata()
                .withUid(UID)
                .endMetadata()
                .withNewStatus()
                .endStatus()
                .build();
    }

    private static Job job(RunKind kind, String condition, String reason) {
        return new JobBuilder(job(kind))
                .editStatus()
                .addNewCondition()
                .withType(condition)
                .withStatus("True")
                .withReason(reason)
                .endCondition()
                .endStatus()
                .build();
    }

    private static Pod pod(String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .withUid("pod-uid")
                .addNewOwnerReference()
                .withController(true)
                .withKind("Job")
                .withName("job")
                .withUid(UID)
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }

    private static Pod waiting(String reason) {
        return new PodBuilder(pod("Pending"))
                .editStatus()
                .addNewInitContainerStatus()
                .withName("engine")
                .withImage("registry.example/opentofu")
                .withState(
                        new ContainerStateBuilder().withNewWaiting("no", reason).build())
                .endInitContainerStatus()
                .endStatus()
                .build();
    }
}
