package dev.holdpoint.app.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.shop.KubeServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token proves a run only when this very process started its Job; everything else about a Job can be copied. */
class KubePodProofTest {
    private final KubeServer kube = new KubeServer();
    private final OwnJobs own = new OwnJobs();
    private final KubeRuns runs = new KubeRuns(kube.client(), Orders.INSTALLATION, Orders.DESK, own);

    /** Whose token it is; TokenReview believes it. */
    private Pod bearer;

    private String audience = RunPaths.AUDIENCE;

    @BeforeEach
    void authenticator() {
        kube.whenCreated(object -> object.path("kind").asText().equals("TokenReview") ? reviewed(object) : object);
    }

    @AfterEach
    void close() {
        kube.close();
    }

    private ObjectNode reviewed(ObjectNode review) {
        ObjectNode status = review.putObject("status").put("authenticated", true);
        status.putArray("audiences").add(audience);
        ObjectNode user = status.putObject("user")
                .put(
                        "username",
                        "system:serviceaccount:" + bearer.getMetadata().getNamespace() + ":"
                                + bearer.getSpec().getServiceAccountName());
        ObjectNode extra = user.putObject("extra");
        extra.putArray("authentication.kubernetes.io/pod-name")
                .add(bearer.getMetadata().getName());
        extra.putArray("authentication.kubernetes.io/pod-uid")
                .add(bearer.getMetadata().getUid());
        return review;
    }

    private Job started(RunKind kind) {
        runs.start(Orders.order(kind));
        return kube.client()
                .batch()
                .v1()
                .jobs()
                .inAnyNamespace()
                .list()
                .getItems()
                .getFirst();
    }

    /** As the job controller makes it. */
    private Pod podOf(Job job) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(job.getMetadata().getNamespace())
                .withName(job.getMetadata().getName() + "-x1")
                .withLabels(job.getMetadata().getLabels())
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(job.getMetadata().getName())
                .withUid(job.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(job.getSpec().getTemplate().getSpec().getServiceAccountName())
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .endStatus()
                .build();
        return kube.client().resource(pod).create();
    }

    private Optional<RunDesk.RunPod> proof() {
        return new KubePodProof(kube.client(), Orders.DESK, own).prove("a token");
    }

    @Test
    void the_pod_of_a_job_that_this_process_started_is_believed() {
        bearer = podOf(started(RunKind.APPLY));

        assertThat(proof()).hasValueSatisfying(pod -> {
            assertThat(pod.kind()).isEqualTo(RunKind.APPLY);
            assertThat(pod.podUid()).isEqualTo(bearer.getMetadata().getUid());
            assertThat(pod.round()).isEqualTo(3);
        });
    }

    @Test
    void a_job_that_somebody_else_made_under_our_name_with_all_our_labels_is_not() {
        Job ours = new RunJob(Orders.INSTALLATION, Orders.DESK).of(Orders.order(RunKind.PLAN));
        bearer = podOf(kube.client().resource(ours).create());

        assertThat(proof()).isEmpty();
    }

    @Test
    void starting_what_somebody_else_made_first_does_not_make_it_ours() {
        Job foreign = new RunJob(Orders.INSTALLATION, Orders.DESK).of(Orders.order(RunKind.PLAN));
        bearer = podOf(kube.client().resource(foreign).create());
        runs.start(Orders.order(RunKind.PLAN));

        assertThat(proof()).isEmpty();
    }

    @Test
    void such_a_job_counts_as_ended_so_that_the_next_attempt_has_another_name() {
        Job foreign = new RunJob(Orders.INSTALLATION, Orders.DESK).of(Orders.order(RunKind.PLAN));
        kube.client().resource(foreign).create();

        assertThat(runs.find(
                        RunKind.PLAN,
                        Orders.DESK.asker(),
                        Orders.order(RunKind.PLAN).change().uid,
                        3))
                .hasValueSatisfying(
                        (Runs.Sight sight) -> assertThat(sight.ended()).hasValue("another process started it"));
    }

    @Test
    void a_job_that_was_made_again_under_the_name_of_ours_is_another() {
        Job first = started(RunKind.PLAN);
        kube.client().resource(first).delete();
        Job second = new RunJob(Orders.INSTALLATION, Orders.DESK).of(Orders.order(RunKind.PLAN));
        bearer = podOf(kube.client().resource(second).create());

        assertThat(proof()).isEmpty();
    }

    @Test
    void a_token_for_another_audience_proves_nothing() {
        bearer = podOf(started(RunKind.APPLY));
        audience = "https://kubernetes.default.svc";

        assertThat(proof()).isEmpty();
    }

    @Test
    void a_pod_that_is_over_proves_nothing_though_its_token_still_works() {
        bearer = podOf(started(RunKind.APPLY));
        bearer.getStatus().setPhase("Succeeded");
        kube.client().resource(bearer).updateStatus();

        assertThat(proof()).isEmpty();
    }
}
