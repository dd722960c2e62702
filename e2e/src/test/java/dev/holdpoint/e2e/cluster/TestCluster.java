package dev.holdpoint.e2e.cluster;

import dev.holdpoint.e2e.install.Release;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The real cluster that all tests of one JVM share, with kinds and policies installed. Clients end with it. */
public final class TestCluster implements AutoCloseable {
    private final Path root;
    private final NativeCluster cluster;
    private final Runnable end;
    private final Map<String, KubernetesClient> clients = new ConcurrentHashMap<>();
    private final AtomicInteger namespaces = new AtomicInteger();

    TestCluster(Path root, NativeCluster cluster, Runnable end) {
        this.root = root;
        this.cluster = cluster;
        this.end = end;
    }

    public LocalCluster cluster() {
        return cluster;
    }

    public Path kubectl() {
        return cluster.kubectl();
    }

    /** {@code system:masters}: for looking around and for setting a scene, never for a role of Holdpoint. */
    public KubernetesClient admin() {
        return clients.computeIfAbsent(
                "admin",
                key -> client(Config.fromKubeconfig(cluster.adminKubeconfig().toFile())));
    }

    /** The identity that installs. */
    public KubernetesClient installer() {
        return as(Release.INSTALLER);
    }

    /** Whoever holds a client certificate with this name and these groups. */
    public KubernetesClient as(ClientIdentity who) {
        return clients.computeIfAbsent(
                "user " + who.user() + who.groups(),
                key -> client(Config.fromKubeconfig(cluster.kubeconfig(who).toFile())));
    }

    /** Whoever holds this bearer token. */
    public KubernetesClient withToken(String token) {
        return clients.computeIfAbsent(
                "token " + token,
                key -> client(new ConfigBuilder(Config.empty())
                        .withMasterUrl(cluster.apiServerForPods().toString())
                        .withCaCertFile(cluster.authority().certificateFile().toString())
                        .withOauthToken(token)
                        .build()));
    }

    /** Accounts and state object of one stack, as the installer makes them. */
    public void stack(String name) {
        new Release(root, kubectl(), cluster).stack(name);
    }

    /** A namespace that no other test uses. */
    public String freshNamespace() {
        String name = "test-" + ProcessHandle.current().pid() + "-" + namespaces.incrementAndGet();
        admin().namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public void close() {
        clients.values().forEach(KubernetesClient::close);
        end.run();
    }
}
