package dev.holdpoint.e2e.policies;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.EphemeralContainerBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What keeps settings, states, namespaces and identities where they are carries, too: D, S, N1, T1, C1 and G1. */
@ExtendWith(ClusterExtension.class)
class LoadBearingGuardsTest {
    private static final String CONFIRMED = "holdpoint.dev/delete-confirmed-by";

    private TestCluster test;
    private Cast cast;
    private Removal rule;

    @BeforeEach
    void attackers(TestCluster test) {
        this.test = test;
        cast = Cast.of(test);
        rule = new Removal(test);
        test.stack("shop");
    }

    @AfterEach
    void restore() {
        rule.restore();
    }

    private static DeletionGuard guard() {
        DeletionGuard guard = new DeletionGuard();
        guard.setMetadata(
                new ObjectMetaBuilder().withName("bears-" + System.nanoTime()).build());
        GuardSpec spec = new GuardSpec();
        spec.version = 1L;
        spec.stack = "shop";
        spec.addresses = List.of("terraform_data.database");
        spec.reason = "customers' orders live here";
        guard.setSpec(spec);
        return guard;
    }

    private DeletionGuard stored() {
        return test.installer().resource(guard()).create();
    }

    private static void own(DeletionGuard guard) {
        guard.addOwnerReference(new OwnerReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName("gone")
                .withUid("00000000-0000-0000-0000-000000000000")
                .build());
    }

    @Test
    void d1_holds_whoever_deletes_all_at_once() {
        DeletionGuard guard = stored();
        guard.getMetadata().setAnnotations(Map.of(CONFIRMED, "ada"));
        cast.breakGlass("ada").resource(guard).update();
        KubernetesClient ben = cast.breakGlass("ben");
        rule.shows(
                "holdpoint-d1",
                () -> Attempt.ofDeletingAll(
                        ben,
                        "/apis/holdpoint.dev/v1alpha1/deletionguards?fieldSelector=metadata.name%3D"
                                + guard.getMetadata().getName()));
    }

    @Test
    void d3_holds_one_person_who_confirms_for_another() {
        DeletionGuard guard = stored();
        guard.getMetadata().setAnnotations(Map.of(CONFIRMED, "ben"));
        KubernetesClient ada = cast.breakGlass("ada");
        rule.shows(
                "holdpoint-d3",
                () -> Attempt.of(() -> ada.resource(guard).dryRun().update()));
    }

    @Test
    void d4_holds_the_owner_that_is_dead() {
        DeletionGuard guard = stored();
        own(guard);
        rule.shows(
                "holdpoint-d4",
                () -> Attempt.of(() -> cast.mallory().resource(guard).dryRun().update()));
    }

    @Test
    void d6_holds_what_is_born_with_such_an_owner() {
        DeletionGuard guard = guard();
        own(guard);
        rule.shows(
                "holdpoint-d6",
                () -> Attempt.of(() -> test.installer().resource(guard).dryRun().create()));
    }

    @Test
    void d7_holds_the_bytes_of_a_plan() {
        Secret bytes = new SecretBuilder()
                .withNewMetadata()
                .withName("bears-" + System.nanoTime())
                .withNamespace("holdpoint-state")
                .endMetadata()
                .withType("holdpoint.dev/plan")
                .withImmutable(true)
                .addToData("bytes", "eA==")
                .build();
        Secret kept = cast.controller().resource(bytes).create();
        rule.shows(
                "holdpoint-d7",
                () -> Attempt.of(() -> cast.mallory().resource(kept).dryRun().delete()));
    }

    @Test
    void d8_holds_an_order_that_is_out() {
        InfrastructureChange change = cast.claude()
                .resource(Changes.of("bears-" + System.nanoTime(), Cast.AGENT, "shop"))
                .create();
        for (Consumer<ChangeStatus> step : List.<Consumer<ChangeStatus>>of(
                status -> {
                    status.phase = Phase.Pending;
                    status.round = 1;
                },
                ChangeStates.phase(Phase.Open),
                ChangeStates.phase(Phase.Planning),
                ChangeStates::awaiting)) {
            change = cast.controller().resource(ChangeStates.with(change, step)).updateStatus();
        }
        InfrastructureChange approved = cast.attestor()
                .resource(ChangeStates.with(change, ChangeStates::approved))
                .updateStatus();
        rule.shows(
                "holdpoint-d8",
                () -> Attempt.of(
                        () -> cast.mallory().resource(approved).dryRun().delete()));
    }

    @Test
    void s1_holds_the_settings() {
        DeletionGuard guard = guard();
        rule.shows(
                "holdpoint-s1",
                () -> Attempt.of(() -> cast.mallory().resource(guard).dryRun().create()));
    }

    @Test
    void s2_holds_the_plans() {
        rule.shows(
                "holdpoint-s2",
                () -> Attempt.of(() ->
                        cast.mallory().resource(Plans.of("plan-x")).dryRun().create()));
    }

    @Test
    void n1_holds_the_namespaces() {
        rule.shows(
                "holdpoint-n1",
                () -> Attempt.of(() -> cast.mallory()
                        .namespaces()
                        .withName("holdpoint-state")
                        .dryRun()
                        .delete()));
    }

    @Test
    void t1_holds_the_identities() {
        var unbound = new TokenRequestBuilder().withNewSpec().endSpec().build();
        rule.shows(
                "holdpoint-t1",
                () -> Attempt.of(() -> cast.mallory()
                        .serviceAccounts()
                        .inNamespace("holdpoint-system")
                        .withName("attestor")
                        .tokenRequest(unbound)));
    }

    /** Of all ways in, the one that needs no node to answer. */
    @Test
    void c1_holds_who_would_step_into_a_pod() {
        cast.controller();
        Pod pod = test.admin()
                .pods()
                .inNamespace("holdpoint-system")
                .withName("controller-0")
                .require();
        pod.getSpec()
                .setEphemeralContainers(List.of(new EphemeralContainerBuilder()
                        .withName("mallory")
                        .withImage("localhost/shell")
                        .withNewSecurityContext()
                        .withAllowPrivilegeEscalation(false)
                        .withNewCapabilities()
                        .addToDrop("ALL")
                        .endCapabilities()
                        .endSecurityContext()
                        .build()));
        String way = "/api/v1/namespaces/holdpoint-system/pods/controller-0/ephemeralcontainers?dryRun=All";
        rule.shows("holdpoint-c1", () -> Attempt.of(() -> cast.mallory().raw(way, "PUT", pod)));
    }

    @Test
    void g1_holds_what_bears_our_name_among_webhooks() {
        var ours = new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("holdpoint-test")
                .endMetadata()
                .build();
        if (test.admin().resource(ours).get() == null) {
            test.admin().resource(ours).create();
        }
        rule.shows(
                "holdpoint-g1",
                () -> Attempt.of(() -> cast.mallory().resource(ours).dryRun().delete()));
    }
}
