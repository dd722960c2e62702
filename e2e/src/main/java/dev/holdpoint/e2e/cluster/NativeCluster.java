package dev.holdpoint.e2e.cluster;

import dev.holdpoint.e2e.image.PauseImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cluster as processes of this machine: a control plane built from Go modules and, with root, a kubelet and a
 * containerd. All state lies in one folder of the cache; see {@link Site} for addresses.
 */
public final class NativeCluster implements LocalCluster {
    private final Cache cache;
    private final Path state;
    private final Progress progress;
    private final Pods pods;
    private final Site site;
    private final Authority authority;
    private final Daemons daemons;
    private final GoTools tools;
    private final ControlPlane controlPlane;
    private final Kubelet kubelet;
    private final NodeNetwork network;
    private final NodeCgroups cgroups;
    private final Sysctls sysctls;
    private final Containerd containerd;

    /**
     * What a cluster is made from.
     *
     * @param admissionConfiguration the API server's file of the static profile
     * @param pods whether it gets a node
     */
    public record Options(
            Path projectRoot,
            Cache cache,
            String name,
            Progress progress,
            Optional<Path> admissionConfiguration,
            Pods pods) {

        /** With a node where this machine can run one. */
        public static Options of(Path projectRoot, Cache cache, String name, Progress progress) {
            return new Options(projectRoot, cache, name, progress, Optional.empty(), NodeRequirements.probe());
        }

        /** The API server alone. */
        public Options withoutNode(String reason) {
            return new Options(projectRoot, cache, name, progress, admissionConfiguration, new Pods.DoNotRun(reason));
        }
    }

    public NativeCluster(Options options) {
        this.cache = options.cache();
        this.state = options.cache().folder("clusters", options.name());
        this.progress = options.progress();
        this.pods = options.pods();
        this.site = Site.of(state, NodeRequirements.isRoot());
        this.authority = new Authority(state.resolve("pki"));
        this.daemons = new Daemons(state);
        this.tools = new GoTools(options.projectRoot(), options.cache(), progress);
        NativeParts parts = new NativeParts(state, site, authority, daemons, tools);
        this.controlPlane = new ControlPlane(parts, options.admissionConfiguration());
        this.kubelet = new Kubelet(parts);
        this.network = new NodeNetwork(state, site);
        this.cgroups = new NodeCgroups(site);
        this.sysctls = new Sysctls();
        this.containerd = new Containerd(state.resolve("containerd"), parts, network);
    }

    @Override
    public String provider() {
        return "native";
    }

    @Override
    public void up(Runnable served) {
        exclusively(() -> {
            if (status().running()) {
                served.run();
                return;
            }
            if (daemons.names().stream().anyMatch(name -> daemons.alive(name).isEmpty())) {
                progress.say("cleaning up after an interrupted run");
                stopAll();
            }
            if (site.onOwnAddress()) {
                network.addAddress();
            }
            buildTools();
            switch (pods) {
                case Pods.Run() -> startWithNode(served);
                case Pods.DoNotRun(String reason) -> {
                    progress.step("starting the control plane", controlPlane::start);
                    progress.say("no pods here: " + reason);
                    served.run();
                }
            }
        });
    }

    private void buildTools() {
        Stream.of(GoTool.values())
                .filter(tool -> tool != GoTool.TOFU && tool != GoTool.HELM)
                .forEach(tools::binary);
    }

    private void startWithNode(Runnable served) {
        NodeRequirements.install(progress);
        progress.say("the kubelet writes the kernel settings " + Sysctls.names()
                + " and files in /var/lib/kubelet; `dev down` puts the settings back");
        progress.step("starting the control plane", () -> Beside.run(this::startContainerd, controlPlane::start));
        Beside.run(
                served,
                () -> progress.step("starting the node", () -> {
                    kubelet.start(containerd.socket());
                    kubelet.awaitReady(adminKubeconfig());
                }));
    }

    /** Needs no API server. */
    private void startContainerd() {
        sysctls.remember();
        containerd.makeRunFolder();
        cgroups.make();
        network.configurePods();
        containerd.start();
        if (!containerd.has(Containerd.PAUSE_IMAGE)) {
            Path pause = new PauseImage(cache).tar();
            containerd.tag(containerd.importImage(pause, PauseImage.NAME), Containerd.PAUSE_IMAGE);
        }
    }

    @Override
    public void down() {
        exclusively(() -> progress.step("stopping the cluster", this::stopAll));
    }

    /** In this order: nobody must start a pod while pods end, and the API server must end before etcd. */
    private void stopAll() {
        // Servers that were started beside the cluster, such as Git: when one dies, the cluster lives on.
        Daemons guests = new Daemons(state.resolve("guests"));
        guests.names().forEach(guest -> guests.stop(guest, Duration.ZERO));
        guests.stopStrays();
        kubelet.stop();
        if (site.onOwnAddress()) {
            containerd.stop();
        }
        controlPlane.stop();
        daemons.names().forEach(name -> daemons.stop(name, Duration.ofSeconds(5)));
        daemons.stopStrays();
        if (site.onOwnAddress()) {
            containerd.removeRunFolder();
            cgroups.remove();
            network.remove();
            sysctls.restore();
        }
        Stream.of("etcd", "pod-logs", "kubeconfigs", "logs", "guests")
                .map(state::resolve)
                .forEach(FileTree::delete);
        FileTree.delete(state.resolve("site"));
    }

    @Override
    public ClusterStatus status() {
        List<ClusterStatus.Part> parts = daemons.names().stream()
                .map(name -> new ClusterStatus.Part(name, daemons.alive(name).orElse(0L)))
                .toList();
        boolean nodeComplete = pods instanceof Pods.DoNotRun
                || Stream.of("kubelet", "containerd")
                        .allMatch(name -> daemons.alive(name).isPresent());
        boolean running = nodeComplete
                && !parts.isEmpty()
                && parts.stream().allMatch(ClusterStatus.Part::alive)
                && controlPlane.ready();
        return new ClusterStatus(running, parts);
    }

    @Override
    public Pods pods() {
        return pods;
    }

    @Override
    public Path adminKubeconfig() {
        return kubeconfig(ClientIdentity.of("holdpoint-admin", "system:masters"));
    }

    @Override
    public synchronized Path kubeconfig(ClientIdentity who) {
        String file = "client-" + who.user().replaceAll("[^A-Za-z0-9-]+", "-");
        return Kubeconfig.write(
                state.resolve("kubeconfigs").resolve(file),
                site.api(),
                authority.certificateFile(),
                who.user(),
                authority.client(file, who));
    }

    @Override
    public URI apiServerForPods() {
        return site.api();
    }

    @Override
    public String nodeAddress() {
        return site.nodeAddress();
    }

    @Override
    public Authority authority() {
        return authority;
    }

    @Override
    public String importImage(Path tar, String name) {
        return switch (pods) {
            case Pods.Run() -> containerd.importImage(tar, name);
            case Pods.DoNotRun(String reason) ->
                throw new ClusterTrouble("no image can be imported, since no pods run here: " + reason, reason);
        };
    }

    @Override
    public void restartApiServer(Runnable whileAway) {
        controlPlane.restartApiServer(whileAway);
    }

    /** The {@code kubectl} that was built for this cluster. */
    public Path kubectl() {
        return tools.binary(GoTool.KUBECTL);
    }

    private void exclusively(Runnable work) {
        Path file = state.resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new ClusterTrouble(
                        "another process is starting or stopping this cluster (lock " + file + ")",
                        "Wait for it to finish, then run the command again.");
            }
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }
}
