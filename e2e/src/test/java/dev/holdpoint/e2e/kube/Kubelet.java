package dev.holdpoint.e2e.kube;

import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.e2e.cluster.ClientIdentity;
import dev.holdpoint.e2e.cluster.TestCluster;
import dev.holdpoint.e2e.cluster.Wait;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A node of paper: pods are bound to it and never run, and its identity asks for their tokens as a kubelet does. */
final class Kubelet {
    private static final String NODE = "paper-kube";
    private static final long HOUR = 3600;
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(20);

    private final TestCluster test;

    Kubelet(TestCluster test) {
        this.test = test;
        ensure(new NodeBuilder()
                .withNewMetadata()
                .withName(NODE)
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(true)
                .endSpec()
                .build());
    }

    /** Binds a pod to this node, if no scheduler was faster. */
    Pod bind(Pod pod) {
        try {
            test.admin()
                    .resource(new BindingBuilder()
                            .withNewMetadata()
                            .withNamespace(pod.getMetadata().getNamespace())
                            .withName(pod.getMetadata().getName())
                            .endMetadata()
                            .withNewTarget()
                            .withApiVersion("v1")
                            .withKind("Node")
                            .withName(NODE)
                            .endTarget()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
        return test.admin().resource(pod).get();
    }

    /** A bound pod that is there from now on. A node gets tokens only for the audiences that its pods' volumes name. */
    Pod pod(String namespace, String account, String name) {
        return ensure(new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(account)
                .withAutomountServiceAccountToken(true)
                .withNodeName(NODE)
                // A node of paper is never ready, and what does not tolerate that is evicted after five minutes.
                .addNewToleration()
                .withOperator("Exists")
                .endToleration()
                .addNewVolume()
                .withName("handover-token")
                .withNewProjected()
                .addNewSource()
                .withNewServiceAccountToken(RunPaths.AUDIENCE, HOUR, "token")
                .endSource()
                .endProjected()
                .endVolume()
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile(null, "RuntimeDefault")
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
    }

    /** @param audiences none for the API server itself */
    String token(Pod pod, String... audiences) {
        AtomicReference<String> token = new AtomicReference<>();
        // The authorizer of nodes hears of a new pod a moment later than whoever made it.
        Wait.until("the node may ask for the pod's token", KNOWN_WITHIN, () -> {
            try {
                token.set(request(pod, audiences));
                return true;
            } catch (KubernetesClientException e) {
                if (!e.getMessage().contains("no relationship found")) {
                    throw e;
                }
                return false;
            }
        });
        return token.get();
    }

    private String request(Pod pod, String... audiences) {
        return test.as(ClientIdentity.of("system:node:" + pod.getSpec().getNodeName(), "system:nodes"))
                .serviceAccounts()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getSpec().getServiceAccountName())
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audiences)
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

    private <T extends HasMetadata> T ensure(T wanted) {
        T there = test.admin().resource(wanted).get();
        return there != null ? there : test.admin().resource(wanted).create();
    }
}
