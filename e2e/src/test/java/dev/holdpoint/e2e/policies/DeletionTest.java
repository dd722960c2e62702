package dev.holdpoint.e2e.policies;

import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.StackState;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** D1 to D7, against people and machines that are bound to cluster-admin. */
@ExtendWith(ClusterExtension.class)
class DeletionTest {
    private static final String CONFIRMED = "holdpoint.dev/delete-confirmed-by";
    private static final String GUARDS = "/apis/holdpoint.dev/v1alpha1/deletionguards";

    private TestCluster test;
    private Cast cast;
    private DeletionGuard guard;

    @BeforeEach
    void freshGuard(TestCluster test) {
        this.test = test;
        cast = Cast.of(test);
        guard = test.installer().resource(guard("guard-" + System.nanoTime())).create();
    }

    private static DeletionGuard guard(String name) {
        DeletionGuard guard = new DeletionGuard();
        guard.setMetadata(new ObjectMetaBuilder().withName(name).build());
        GuardSpec spec = new GuardSpec();
        spec.version = 1L;
        spec.stack = "shop";
        spec.addresses = List.of("terraform_data.database");
        spec.reason = "customers' orders live here";
        guard.setSpec(spec);
        return guard;
    }

    private static OwnerReference deadOwner() {
        return new OwnerReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName("gone")
                .withUid("00000000-0000-0000-0000-000000000000")
                .build();
    }

    private Attempt deleting(KubernetesClient who) {
        return Attempt.of(() -> who.resource(guard).dryRun().delete());
    }

    private Attempt confirming(KubernetesClient who, String name) {
        guard = test.admin().resource(guard).get();
        guard.getMetadata().setAnnotations(Map.of(CONFIRMED, name));
        return Attempt.of(() -> who.resource(guard).dryRun().update());
    }

    @Test
    void one_person_deletes_nothing_that_protects() {
        deleting(cast.mallory()).mustBeDeniedBy("holdpoint-d2");
        deleting(test.admin()).mustBeDeniedBy("holdpoint-d2");
        deleting(cast.breakGlass("ada")).mustBeDeniedBy("holdpoint-d2");
    }

    @Test
    void two_people_of_the_group_delete_together() {
        KubernetesClient ada = cast.breakGlass("ada");
        confirming(ada, "ada").mustPass();
        ada.resource(guard).update();
        deleting(ada).mustBeDeniedBy("holdpoint-d2");
        deleting(cast.mallory()).mustBeDeniedBy("holdpoint-d2");
        deleting(cast.breakGlass("ben")).mustPass();
    }

    @Test
    void a_confirmation_names_its_own_writer() {
        confirming(cast.breakGlass("ada"), "ben").mustBeDeniedBy("holdpoint-d3");
        confirming(cast.mallory(), "mallory").mustBeDeniedBy("holdpoint-d3");
        confirming(test.installer(), "holdpoint-installer").mustBeDeniedBy("holdpoint-d3");
    }

    @Test
    void everything_at_once_is_refused_and_two_people_do_not_change_that() {
        Attempt.ofDeletingAll(cast.mallory(), GUARDS).mustBeDeniedByOneOf("holdpoint-d1", "holdpoint-d2");
        cast.breakGlass("ada");
        confirming(cast.breakGlass("ada"), "ada").mustPass();
        cast.breakGlass("ada").resource(guard).update();
        Attempt.ofDeletingAll(
                        cast.breakGlass("ben"),
                        GUARDS + "?fieldSelector=metadata.name%3D"
                                + guard.getMetadata().getName())
                .mustBeDeniedBy("holdpoint-d1");
    }

    @Test
    void the_garbage_collector_gets_no_owner_to_follow() {
        guard.addOwnerReference(deadOwner());
        Attempt.of(() -> cast.mallory().resource(guard).dryRun().update()).mustBeDeniedBy("holdpoint-d4");
        DeletionGuard planted = guard("planted");
        planted.addOwnerReference(deadOwner());
        Attempt.of(() -> test.installer().resource(planted).dryRun().create()).mustBeDeniedBy("holdpoint-d6");
    }

    @Test
    void nothing_is_born_with_a_confirmation() {
        DeletionGuard planted = guard("planted");
        planted.getMetadata().setAnnotations(Map.of(CONFIRMED, "ada"));
        Attempt.of(() -> test.installer().resource(planted).dryRun().create()).mustBeDeniedBy("holdpoint-d6");
    }

    @Test
    void the_state_of_a_stack_is_deleted_by_nobody_alone() {
        test.stack("shop");
        for (KubernetesClient who : List.of(cast.mallory(), test.admin(), cast.claude())) {
            Attempt.of(() -> who.resources(StackState.class)
                            .inNamespace("holdpoint-state")
                            .withName("shop")
                            .dryRun()
                            .delete())
                    .mustBeDeniedByOneOf("holdpoint-d2", "holdpoint-a1");
        }
    }

    private static Secret bytes(String type) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("bytes-" + System.nanoTime())
                .withNamespace("holdpoint-state")
                .endMetadata()
                .withType(type)
                .withImmutable(true)
                .addToData("bytes", "eA==")
                .build();
    }

    @Test
    void bytes_of_states_and_plans_have_one_writer_each_and_never_change() {
        test.stack("shop");
        KubernetesClient apply = cast.apply("shop", "apply-0");
        Attempt.of(() -> cast.controller()
                        .resource(bytes("holdpoint.dev/plan"))
                        .dryRun()
                        .create())
                .mustPass();
        Attempt.of(() -> apply.resource(bytes("holdpoint.dev/state")).dryRun().create())
                .mustPass();
        Attempt.of(() -> apply.resource(bytes("holdpoint.dev/plan")).dryRun().create())
                .mustBeDeniedBy("holdpoint-d7");
        Attempt.of(() -> cast.controller()
                        .resource(bytes("holdpoint.dev/state"))
                        .dryRun()
                        .create())
                .mustBeDeniedBy("holdpoint-d7");
        Attempt.of(() -> cast.mallory()
                        .resource(bytes("holdpoint.dev/plan"))
                        .dryRun()
                        .create())
                .mustBeDeniedBy("holdpoint-d7");
        Secret open = bytes("holdpoint.dev/plan");
        open.setImmutable(null);
        Attempt.of(() -> cast.controller().resource(open).dryRun().create()).mustBeDeniedBy("holdpoint-d7");
        Secret owned = bytes("holdpoint.dev/plan");
        owned.addOwnerReference(deadOwner());
        Attempt.of(() -> cast.controller().resource(owned).dryRun().create()).mustBeDeniedBy("holdpoint-d7");
    }

    @Test
    void bytes_in_custody_are_edited_by_nobody_and_deleted_by_retention() {
        Secret kept = cast.controller().resource(bytes("holdpoint.dev/plan")).create();
        kept.getMetadata().setLabels(Map.of("a", "b"));
        Attempt.of(() -> cast.mallory().resource(kept).dryRun().update()).mustBeDeniedBy("holdpoint-d7");
        Attempt.of(() -> cast.mallory().resource(kept).dryRun().delete()).mustBeDeniedBy("holdpoint-d7");
        Attempt.of(() -> test.admin().resource(kept).dryRun().delete()).mustBeDeniedBy("holdpoint-d7");
        Attempt.ofDeletingAll(cast.mallory(), "/api/v1/namespaces/holdpoint-state/secrets")
                .mustBeDeniedBy("holdpoint-d7");
        Attempt.of(() -> cast.retention().resource(kept).dryRun().delete()).mustPass();
    }
}
