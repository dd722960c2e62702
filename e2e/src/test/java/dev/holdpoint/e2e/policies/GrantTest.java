package dev.holdpoint.e2e.policies;

import dev.holdpoint.app.adapter.kube.KubeGrants;
import dev.holdpoint.app.port.Grants;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** P1 and R3: the grant, and the apply Job that needs it. */
@ExtendWith(ClusterExtension.class)
class GrantTest {
    static final Sha256 PLAN = Sha256.of("plan".getBytes(StandardCharsets.UTF_8));

    private TestCluster test;
    private Cast cast;
    private String uid;

    @BeforeEach
    void freshChange(TestCluster test) {
        this.test = test;
        cast = Cast.of(test);
        test.stack("shop");
        uid = UUID.randomUUID().toString();
    }

    static Job job(String uid, int round, Sha256 plan, String account) {
        return job(uid, round, plan, "shop", account);
    }

    private static Job job(String uid, int round, Sha256 plan, String stack, String account) {
        return new JobBuilder()
                .withNewMetadata()
                .withName("apply-" + uid)
                .withNamespace("holdpoint-runs-apply")
                .addToLabels("holdpoint.dev/change-uid", uid)
                .addToLabels("holdpoint.dev/round", Integer.toString(round))
                .addToAnnotations("holdpoint.dev/plan-digest", plan.hex())
                .addToLabels("holdpoint.dev/stack", stack)
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withNewTemplate()
                .withNewSpec()
                .withServiceAccountName(account)
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("engine")
                .withImage("localhost/nothing")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private Attempt starting(KubernetesClient who, Job job) {
        return Attempt.of(() -> who.resource(job).dryRun().create());
    }

    static Role role(String namespace, String name, String resourceName) {
        return new RoleBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .addNewRule()
                .withApiGroups("holdpoint.dev")
                .withResources("approvedplans")
                .withResourceNames(resourceName)
                .withVerbs("apply")
                .endRule()
                .build();
    }

    private static RoleBinding binding(String kind, String role) {
        return new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace("holdpoint-approvals")
                .withName("grant-x")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", kind, role)
                .addNewSubject("", "ServiceAccount", "approved-plans", "holdpoint-approvals")
                .build();
    }

    @Test
    void an_apply_job_starts_with_the_attestors_grant_and_not_after_it_was_dropped() {
        KubeGrants grants = new KubeGrants(cast.attestor());
        starting(cast.controller(), job(uid, 1, PLAN, "shop")).mustBeDeniedBy("holdpoint-r3");
        grants.write(new Grants.Grant(uid, "shop", 1, PLAN));
        grants.write(new Grants.Grant(uid, "shop", 1, PLAN));
        Eventually.passes(() -> starting(cast.controller(), job(uid, 1, PLAN, "shop")));
        starting(cast.controller(), job(uid, 2, PLAN, "shop")).mustBeDeniedBy("holdpoint-r3");
        starting(cast.controller(), job(uid, 1, Sha256.of(new byte[1]), "shop")).mustBeDeniedBy("holdpoint-r3");
        starting(cast.controller(), job(UUID.randomUUID().toString(), 1, PLAN, "shop"))
                .mustBeDeniedBy("holdpoint-r3");
        starting(cast.controller(), job(uid, 1, PLAN, "other")).mustBeDeniedBy("holdpoint-r3");
        starting(cast.mallory(), job(uid, 1, PLAN, "shop")).mustBeDeniedBy("holdpoint-r3");
        // What is granted for the shop is no right to work under another stack's account.
        starting(cast.controller(), job(uid, 1, PLAN, "other", "other")).mustBeDeniedBy("holdpoint-r3");
        grants.drop(uid);
        Eventually.isDenied("holdpoint-r3", () -> starting(cast.controller(), job(uid, 1, PLAN, "shop")));
    }

    @Test
    void nobody_else_writes_a_grant() {
        Role forged = role("holdpoint-approvals", "grant-x", "grant-x");
        for (KubernetesClient who : List.of(cast.mallory(), test.admin(), test.installer())) {
            Attempt.of(() -> who.resource(forged).dryRun().create()).mustBeDeniedBy("holdpoint-p1");
            Attempt.of(() -> who.resource(binding("Role", "grant-x")).dryRun().create())
                    .mustBeDeniedBy("holdpoint-p1");
        }
        Attempt.of(() -> cast.controller().resource(forged).dryRun().create()).mustBeForbidden();
        Attempt.of(() -> test.installer()
                        .resource(role("holdpoint-approvals", "holdpoint-x", "holdpoint-x"))
                        .dryRun()
                        .create())
                .mustBeDeniedBy("holdpoint-p1");
    }

    @Test
    void not_even_the_attestor_writes_a_blanket_grant() {
        KubernetesClient attestor = cast.attestor();
        Attempt.of(() -> attestor.resource(role("holdpoint-approvals", "grant-x", "grant-y"))
                        .dryRun()
                        .create())
                .mustBeDeniedBy("holdpoint-p1");
        Role all = role("holdpoint-approvals", "grant-x", "grant-x");
        all.getRules().getFirst().setResourceNames(List.of());
        Attempt.of(() -> attestor.resource(all).dryRun().create()).mustBeDeniedBy("holdpoint-p1");
        Attempt.of(() -> attestor.resource(binding("ClusterRole", "cluster-admin"))
                        .dryRun()
                        .create())
                .mustBeForbidden();
        cast.bindAdmin("attestor", "ServiceAccount", "attestor", "holdpoint-system");
        Eventually.isDenied(
                "holdpoint-p1",
                () -> Attempt.of(() -> attestor.resource(binding("ClusterRole", "cluster-admin"))
                        .dryRun()
                        .create()));
        Attempt.of(() -> attestor.resource(role("holdpoint-none", "grant-x", "grant-x"))
                        .dryRun()
                        .create())
                .mustBeDeniedBy("holdpoint-p1");
        test.admin()
                .rbac()
                .clusterRoleBindings()
                .withName("test-admin-attestor")
                .delete();
    }

    @Test
    void a_grant_that_stands_everywhere_is_none() {
        var everywhere = new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("test-everything-approved")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                .addNewSubject("", "ServiceAccount", "approved-plans", "holdpoint-approvals")
                .build();
        new KubeGrants(cast.attestor()).write(new Grants.Grant(uid, "shop", 1, PLAN));
        Eventually.passes(() -> starting(cast.controller(), job(uid, 1, PLAN, "shop")));
        test.admin().resource(everywhere).create();
        try {
            Eventually.isDenied("holdpoint-r3", () -> starting(cast.controller(), job(uid, 1, PLAN, "shop")));
        } finally {
            test.admin().resource(everywhere).delete();
        }
    }
}
