package dev.holdpoint.e2e.policies;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A1 and A2, against an agent that is bound to cluster-admin. */
@ExtendWith(ClusterExtension.class)
class AgentRulesTest {
    private TestCluster test;
    private Cast cast;
    private KubernetesClient claude;

    @BeforeEach
    void agentWithClusterAdmin(TestCluster test) {
        this.test = test;
        this.cast = Cast.of(test);
        this.claude = cast.claude();
    }

    @Test
    void an_agent_may_ask() {
        Attempt.of(() -> claude.resource(Changes.of("ask", Cast.AGENT, "shop"))
                        .dryRun()
                        .create())
                .mustPass();
    }

    @Test
    void an_agent_bound_to_cluster_admin_writes_nothing_else() {
        String mine = test.freshNamespace();
        Attempt.of(() -> claude.resource(new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName("x")
                                .withNamespace(mine)
                                .endMetadata()
                                .build())
                        .dryRun()
                        .create())
                .mustBeDeniedBy("holdpoint-a1");
        Attempt.of(() -> claude.namespaces().withName(mine).dryRun().delete()).mustBeDeniedBy("holdpoint-a1");
    }

    @Test
    void an_agent_steps_into_no_pod() {
        Attempt.of(() -> claude.raw("/api/v1/namespaces/default/services/https:kubernetes:443/proxy/", "POST", null))
                .mustBeDeniedBy("holdpoint-a1");
    }

    @Test
    void an_agent_gets_no_token_of_another_account() {
        Attempt.of(() -> claude.serviceAccounts()
                        .inNamespace("default")
                        .withName("default")
                        .tokenRequest())
                .mustBeDeniedBy("holdpoint-a1");
    }

    @Test
    void an_agent_withdraws_its_own_change_and_no_other() {
        InfrastructureChange own = change("own", Cast.AGENT, claude);
        InfrastructureChange others = change("others", "mallory", cast.mallory());
        own.getSpec().withdrawal = Changes.withdrawal();
        others.getSpec().withdrawal = Changes.withdrawal();
        Attempt.of(() -> claude.resource(own).dryRun().update()).mustPass();
        Attempt.of(() -> claude.resource(others).dryRun().update()).mustBeDeniedBy("holdpoint-a1");
    }

    @Test
    void an_agent_writes_no_status_and_deletes_no_change() {
        InfrastructureChange own = change("status", Cast.AGENT, claude);
        Attempt.of(() -> claude.resource(own).dryRun().delete()).mustBeDeniedBy("holdpoint-a1");
        own.setStatus(ChangeStates.pending());
        Attempt.of(() -> claude.resource(own).dryRun().updateStatus())
                .mustBeDeniedByOneOf("holdpoint-a1", "holdpoint-f5");
    }

    @Test
    void nobody_asks_in_another_name() {
        Attempt.of(() -> claude.resource(Changes.of("forged", "ada", "shop"))
                        .dryRun()
                        .create())
                .mustBeDeniedBy("holdpoint-a2");
        Attempt.of(() -> cast.mallory()
                        .resource(Changes.of("forged", "forge:github:4711", "shop"))
                        .dryRun()
                        .create())
                .mustBeDeniedBy("holdpoint-a2");
    }

    @Test
    void a_change_is_born_without_owners_finalizers_and_reserved_annotations() {
        InfrastructureChange owned = Changes.of("owned", Cast.AGENT, "shop");
        owned.addOwnerReference(new OwnerReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName("gone")
                .withUid("00000000-0000-0000-0000-000000000000")
                .build());
        Attempt.of(() -> claude.resource(owned).dryRun().create()).mustBeDeniedBy("holdpoint-a2");
        InfrastructureChange pinned = Changes.of("pinned", Cast.AGENT, "shop");
        pinned.addFinalizer("example.com/never");
        Attempt.of(() -> claude.resource(pinned).dryRun().create()).mustBeDeniedBy("holdpoint-a2");
        InfrastructureChange marked = Changes.of("marked", Cast.AGENT, "shop");
        marked.getMetadata().setAnnotations(Map.of("holdpoint.dev/plan", "x"));
        Attempt.of(() -> claude.resource(marked).dryRun().create()).mustBeDeniedBy("holdpoint-a2");
    }

    private InfrastructureChange change(String name, String requester, KubernetesClient who) {
        InfrastructureChange wanted = Changes.of(name, requester, "shop");
        test.admin().resource(wanted).delete();
        return who.resource(wanted).create();
    }
}
