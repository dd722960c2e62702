package dev.holdpoint.e2e.policies;

import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.e2e.cluster.ClientIdentity;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S1, S2, N1, T1, C1 and G1. */
@ExtendWith(ClusterExtension.class)
class GuardsTest {
    private TestCluster test;
    private Cast cast;

    @BeforeEach
    void attackers(TestCluster test) {
        this.test = test;
        cast = Cast.of(test);
    }

    private static DeletionGuard guard(long version) {
        DeletionGuard guard = new DeletionGuard();
        guard.setMetadata(new ObjectMetaBuilder().withName("settings").build());
        GuardSpec spec = new GuardSpec();
        spec.version = version;
        spec.stack = "shop";
        spec.addresses = List.of("terraform_data.database");
        spec.reason = "customers' orders live here";
        guard.setSpec(spec);
        return guard;
    }

    @Test
    void settings_are_written_by_the_installer_alone() {
        Attempt.of(() -> cast.mallory().resource(guard(1)).dryRun().create()).mustBeDeniedBy("holdpoint-s1");
        Attempt.of(() -> test.admin().resource(guard(1)).dryRun().create()).mustBeDeniedBy("holdpoint-s1");
        DeletionGuard edited = stored();
        edited.getSpec().addresses = List.of("terraform_data.cache");
        edited.getSpec().version++;
        Attempt.of(() -> cast.mallory().resource(edited).dryRun().update()).mustBeDeniedBy("holdpoint-s1");
        Attempt.of(() -> test.installer().resource(edited).dryRun().update()).mustPass();
        edited.getSpec().version--;
        Attempt.of(() -> test.installer().resource(edited).dryRun().update()).mustBreak("holdpoint/S1");
    }

    private DeletionGuard stored() {
        DeletionGuard stored = test.installer().resource(guard(1)).get();
        return stored == null ? test.installer().resource(guard(1)).create() : stored;
    }

    /** The ledger counts a guard among the settings of its stack for ever: taken away, it would stall that stack. */
    @Test
    void a_guard_stays_with_its_stack() {
        DeletionGuard moved = stored();
        moved.getSpec().version++;
        Attempt.of(() -> test.installer().resource(moved).dryRun().update()).mustPass();
        moved.getSpec().stack = "payments";
        Attempt.of(() -> test.installer().resource(moved).dryRun().update())
                .mustBreak("holdpoint/S1: a guard stays with its stack");
    }

    @Test
    void plans_are_stored_by_the_controller_alone() {
        Attempt.of(() -> cast.mallory().resource(Plans.of("plan-x")).dryRun().create())
                .mustBeDeniedBy("holdpoint-s2");
        Attempt.of(() -> cast.controller().resource(Plans.of("plan-x")).dryRun().create())
                .mustPass();
        var stored = cast.controller()
                .resource(Plans.of("plan-" + System.nanoTime()))
                .create();
        stored.getMetadata().setLabels(Map.of("holdpoint.dev/change-uid", "another"));
        Attempt.of(() -> cast.mallory().resource(stored).dryRun().update()).mustBeDeniedBy("holdpoint-s2");
        stored.getMetadata().setLabels(null);
        stored.getSpec().digest = "c".repeat(64);
        Attempt.of(() -> cast.mallory().resource(stored).dryRun().update()).mustBreak("holdpoint/S2");
        Attempt.of(() -> cast.mallory().resource(stored).dryRun().delete()).mustBeDeniedBy("holdpoint-d2");
        Attempt.of(() -> cast.retention().resource(stored).dryRun().delete()).mustPass();
    }

    @Test
    void our_namespaces_stay_and_keep_their_labels() {
        var state = test.admin().namespaces().withName("holdpoint-state").get();
        Attempt.of(() -> cast.mallory().resource(state).dryRun().delete()).mustBeDeniedBy("holdpoint-n1");
        state.getMetadata().getLabels().remove("pod-security.kubernetes.io/enforce");
        Attempt.of(() -> cast.mallory().resource(state).dryRun().update()).mustBeDeniedBy("holdpoint-n1");
        state.getSpec().setFinalizers(List.of());
        Attempt.of(() -> cast.mallory().raw("/api/v1/namespaces/holdpoint-state/finalize?dryRun=All", "PUT", state))
                .mustBeDeniedBy("holdpoint-n1");
        String other = test.freshNamespace();
        Attempt.of(() -> cast.mallory().namespaces().withName(other).dryRun().delete())
                .mustPass();
    }

    @Test
    void identities_are_not_minted() {
        var unbound = new TokenRequestBuilder().withNewSpec().endSpec().build();
        for (KubernetesClient who : List.of(cast.mallory(), test.admin())) {
            Attempt.of(() -> who.serviceAccounts()
                            .inNamespace("holdpoint-system")
                            .withName("attestor")
                            .tokenRequest(unbound))
                    .mustBeDeniedBy("holdpoint-t1");
        }
        Attempt.of(() -> test.as(ClientIdentity.of("kubelet-of-mallory", "system:masters"))
                        .serviceAccounts()
                        .inNamespace("holdpoint-runs-render")
                        .withName("render")
                        .tokenRequest(unbound))
                .mustBeDeniedBy("holdpoint-t1");
        Attempt.of(() -> cast.mallory()
                        .serviceAccounts()
                        .inNamespace("default")
                        .withName("default")
                        .tokenRequest(unbound))
                .mustPass();
    }

    @Test
    void nobody_steps_into_a_pod_of_ours() {
        cast.controller();
        String pod = "/api/v1/namespaces/holdpoint-system/pods/controller-0";
        for (String way : List.of("/exec?command=id&stdout=true", "/attach?stdout=true", "/portforward", "/proxy/")) {
            Attempt.of(() -> cast.mallory().raw(pod + way, "POST", null)).mustBeDeniedBy("holdpoint-c1");
        }
    }

    @Test
    void a_webhook_of_ours_is_never_deleted_and_changed_by_the_installer_alone() {
        var ours = new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("holdpoint-test")
                .endMetadata()
                .build();
        var stored = test.admin().resource(ours).get();
        if (stored == null) {
            stored = test.admin().resource(ours).create();
        }
        stored.getMetadata().setLabels(Map.of("weakened", "yes"));
        for (KubernetesClient who : List.of(cast.mallory(), test.admin())) {
            var weakened = stored;
            Attempt.of(() -> who.resource(weakened).dryRun().update()).mustBeDeniedBy("holdpoint-g1");
            Attempt.of(() -> who.resource(weakened).dryRun().delete()).mustBeDeniedBy("holdpoint-g1");
        }
    }

    /** Measured on 1.36: docs/adr/0005. Whoever reads the promises of the API profile must know this. */
    @Test
    void in_the_api_profile_the_api_server_asks_no_rule_about_rules() {
        Attempt.of(() -> cast.mallory()
                        .resources(ValidatingAdmissionPolicyBinding.class)
                        .withName("holdpoint-a1")
                        .dryRun()
                        .delete())
                .mustPass();
    }
}
