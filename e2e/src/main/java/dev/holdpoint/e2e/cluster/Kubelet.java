package dev.holdpoint.e2e.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The node agent, set for a machine that is also somebody's workplace: it reserves, evicts and firewalls nothing. */
final class Kubelet {
    private static final String NAME = "kubelet";
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private final Path state;
    private final Site site;
    private final Authority authority;
    private final Daemons daemons;
    private final GoTools tools;

    Kubelet(NativeParts parts) {
        this.state = parts.state();
        this.site = parts.site();
        this.authority = parts.authority();
        this.daemons = parts.daemons();
        this.tools = parts.tools();
    }

    void start(Path containerdSocket) {
        if (daemons.alive(NAME).isPresent()) {
            return;
        }
        ClientIdentity node = ClientIdentity.of("system:node:" + site.nodeName(), "system:nodes");
        Path kubeconfig = Kubeconfig.write(
                state.resolve("kubeconfigs/kubelet"),
                site.api(),
                authority.certificateFile(),
                node.user(),
                authority.component("kubelet-client", node, List.of()));
        daemons.start(
                NAME,
                List.of(
                        tools.binary(GoTool.KUBELET).toString(),
                        "--config=" + TextFile.write(state.resolve("kubelet.yaml"), configuration(containerdSocket)),
                        "--kubeconfig=" + kubeconfig,
                        "--hostname-override=" + site.nodeName(),
                        "--node-ip=" + site.nodeAddress(),
                        "--root-dir=" + state.resolve("kubelet")),
                Map.of());
    }

    void awaitReady(Path adminKubeconfig) {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withConfig(Config.fromKubeconfig(adminKubeconfig.toFile()))
                .build()) {
            Wait.until("the node " + site.nodeName() + " is Ready", READY_LIMIT, () -> {
                if (daemons.alive(NAME).isEmpty()) {
                    throw new ClusterTrouble(
                            "the kubelet ended; its last words:\n" + daemons.lastWords(NAME),
                            "See " + daemons.log(NAME) + ".");
                }
                var node = client.nodes().withName(site.nodeName()).get();
                return node != null && Readiness.getInstance().isReady(node);
            });
            Wait.until(
                    "the default service account exists",
                    READY_LIMIT,
                    () -> client.serviceAccounts()
                                    .inNamespace("default")
                                    .withName("default")
                                    .get()
                            != null);
        }
    }

    void stop() {
        daemons.stop(NAME, Duration.ofSeconds(5));
        ProcFs.mountsBelow(state.resolve("kubelet"))
                .forEach(mount -> Command.of("umount", "-l", mount.toString()).run());
        FileTree.delete(state.resolve("kubelet"));
    }

    private String configuration(Path containerdSocket) {
        Authority.KeyAndCertificate serving =
                authority.server("kubelet-server", List.of(site.nodeAddress(), site.nodeName()));
        // Images can't be pulled again here: none is ever collected.
        return """
                apiVersion: kubelet.config.k8s.io/v1beta1
                kind: KubeletConfiguration
                containerRuntimeEndpoint: "unix://%s"
                address: %s
                port: 10250
                readOnlyPort: 0
                healthzPort: 0
                authentication:
                  anonymous: {enabled: false}
                  webhook: {enabled: true}
                  x509: {clientCAFile: "%s"}
                authorization: {mode: Webhook}
                tlsCertFile: "%s"
                tlsPrivateKeyFile: "%s"
                cgroupDriver: cgroupfs
                cgroupRoot: "/%s"
                failCgroupV1: false
                failSwapOn: false
                enforceNodeAllocatable: []
                localStorageCapacityIsolation: false
                makeIPTablesUtilChains: false
                imageGCHighThresholdPercent: 100
                evictionHard: {memory.available: 50Mi, nodefs.available: 1%%, imagefs.available: 1%%}
                podLogsDir: "%s"
                resolvConf: "%s"
                serializeImagePulls: false
                """.formatted(
                containerdSocket,
                site.nodeAddress(),
                authority.certificateFile(),
                serving.certificate(),
                serving.key(),
                site.cgroup(),
                state.resolve("pod-logs"),
                TextFile.write(state.resolve("resolv.conf"), "# No DNS in this cluster: URLs name IP addresses.\n"));
    }
}
