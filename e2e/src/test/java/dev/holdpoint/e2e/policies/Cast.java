package dev.holdpoint.e2e.policies;

import dev.holdpoint.e2e.cluster.ClientIdentity;
import dev.holdpoint.e2e.cluster.TestCluster;
import dev.holdpoint.e2e.cluster.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Who plays in these tests: attackers, each bound to cluster-admin, and the honest identities, each with a token that a
 * kubelet asked for, bound to a pod on a node of paper.
 */
final class Cast {
    static final String AGENT = "system:serviceaccount:holdpoint-agents:claude";
    private static final String NODE = "paper";
    private static final long HOUR = 3600;

    private static final Map<TestCluster, Cast> CASTS = new ConcurrentHashMap<>();

    private final TestCluster test;
    private final Map<String, KubernetesClient> tokens = new ConcurrentHashMap<>();

    /** One cast for all tests on this cluster: tokens and connections are made once. */
    static Cast of(TestCluster test) {
        return CASTS.computeIfAbsent(test, Cast::new);
    }

    private Cast(TestCluster test) {
        this.test = test;
        bindAdmin("mallory", "User", "mallory", null);
        bindAdmin("claude", "ServiceAccount", "claude", "holdpoint-agents");
        ensure(new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("claude")
                .withNamespace("holdpoint-agents")
                .endMetadata()
                .build());
        ensure(new NodeBuilder()
                .withNewMetadata()
                .withName(NODE)
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(true)
                .endSpec()
                .build());
    }

    /** A person outside with cluster-admin. */
    KubernetesClient mallory() {
        return test.as(ClientIdentity.of("mallory"));
    }

    /** An agent with cluster-admin. */
    KubernetesClient claude() {
        return tokens.computeIfAbsent(
                "claude",
                key -> test.withToken(test.admin()
                        .serviceAccounts()
                        .inNamespace("holdpoint-agents")
                        .withName("claude")
                        .tokenRequest(new TokenRequestBuilder()
                                .withNewSpec()
                                .withExpirationSeconds(HOUR)
                                .endSpec()
                                .build())
                        .getStatus()
                        .getToken()));
    }

    /** A break-glass person with cluster-admin. */
    KubernetesClient breakGlass(String name) {
        bindAdmin("bg-" + name, "User", name, null);
        return test.as(ClientIdentity.of(name, "holdpoint-breakglass"));
    }

    KubernetesClient controller() {
        return honest("holdpoint-system", "controller", "controller-0");
    }

    KubernetesClient attestor() {
        return honest("holdpoint-system", "attestor", "attestor-0");
    }

    /** Nothing runs under it yet and the installation permits it nothing, so RBAC must not be what answers. */
    KubernetesClient retention() {
        bindAdmin("retention", "ServiceAccount", "retention", "holdpoint-system");
        return honest("holdpoint-system", "retention", "retention-0");
    }

    /** The apply run of a stack in a pod of this name. */
    KubernetesClient apply(String stack, String pod) {
        return honest("holdpoint-runs-apply", stack, pod);
    }

    /** UID of a pod that was named to one of the identities above. */
    String uid(String namespace, String pod) {
        return test.admin()
                .pods()
                .inNamespace(namespace)
                .withName(pod)
                .get()
                .getMetadata()
                .getUid();
    }

    private KubernetesClient honest(String namespace, String account, String name) {
        return tokens.computeIfAbsent(namespace + "/" + name, key -> fresh(namespace, account, name));
    }

    private KubernetesClient fresh(String namespace, String account, String name) {
        Pod pod = ensure(new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(account)
                .withAutomountServiceAccountToken(true)
                .withNodeName(NODE)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName("nothing")
                .withImage("localhost/nothing")
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .addToDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build());
        AtomicReference<String> token = new AtomicReference<>();
        // The node authorizer learns of a pod moments after it was made; a kubelet asks again, too.
        Wait.until("the kubelet gets a token for " + name, Duration.ofSeconds(20), () -> {
            Attempt asked = Attempt.of(() -> token.set(boundToken(namespace, account, pod)));
            return asked.passed();
        });
        return test.withToken(token.get());
    }

    private String boundToken(String namespace, String account, Pod pod) {
        return kubelet()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(HOUR)
                        .withNewBoundObjectRef()
                        .withApiVersion("v1")
                        .withKind("Pod")
                        .withName(pod.getMetadata().getName())
                        .withUid(pod.getMetadata().getUid())
                        .endBoundObjectRef()
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private KubernetesClient kubelet() {
        return test.as(ClientIdentity.of("system:node:" + NODE, "system:nodes"));
    }

    /** Makes the attack as strong as RBAC allows. */
    void bindAdmin(String name, String kind, String subject, String namespace) {
        ensure(new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("test-admin-" + name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                .addNewSubject(namespace == null ? "rbac.authorization.k8s.io" : "", kind, subject, namespace)
                .build());
    }

    private <T extends HasMetadata> T ensure(T wanted) {
        T there = test.admin().resource(wanted).get();
        if (there != null && there.isMarkedForDeletion()) {
            test.admin().resource(there).withGracePeriod(0).delete();
            there = null;
        }
        return there != null ? there : test.admin().resource(wanted).create();
    }
}
