package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The cluster as one k3s container, started by Testcontainers. It outlives the command that started it as a reusable
 * container ({@code TESTCONTAINERS_REUSE_ENABLE}, which the launcher sets) and is found again by its label.
 */
public final class K3sCluster implements LocalCluster {
    static final String IMAGE = "rancher/k3s:v1.36.3-k3s1";

    private static final String LABEL = "holdpoint.dev/cluster";
    private static final String TLS = "/var/lib/rancher/k3s/server/tls/";
    private static final int API = 6443;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path state;
    private final String name;
    private final Progress progress;

    K3sCluster(Cache cache, String name, Progress progress) {
        this.state = cache.folder("clusters", name);
        this.name = name;
        this.progress = progress;
    }

    /** A container with one port of this machine that stays the same over restarts. */
    private static final class Box extends K3sContainer {
        private Box(int port) {
            super(DockerImageName.parse(IMAGE));
            addFixedExposedPort(port, API);
        }
    }

    @Override
    public String provider() {
        return "k3s";
    }

    @Override
    public void up(Runnable served) {
        if (status().running()) {
            served.run();
            return;
        }
        ContainerEngine.trouble(IMAGE).ifPresent(why -> {
            throw new ClusterTrouble("k3s cannot run here: " + why, "Start a container engine, or --cluster=native.");
        });
        progress.step("starting k3s", this::start);
        served.run();
    }

    @SuppressWarnings("resource") // It outlives this process; down() removes it.
    private void start() {
        Box box = new Box(port());
        box.withLabel(LABEL, name).withReuse(true).start();
        if (!box.isShouldBeReused() || container().isEmpty()) {
            throw new ClusterTrouble(
                    "k3s would end with this command, since Testcontainers may not reuse containers here",
                    "Set TESTCONTAINERS_REUSE_ENABLE=true, as the launcher does.");
        }
        TextFile.secret(admin(), box.getKubeConfigYaml());
        fetch("client-ca.crt", "pki/ca.crt");
        fetch("client-ca.key", "pki/ca.key");
        fetch("server-ca.crt", "pki/server-ca.crt");
    }

    private void fetch(String file, String copy) {
        TextFile.secret(state.resolve(copy), exec("cat", TLS + file).run());
    }

    @Override
    public void down() {
        Daemons guests = new Daemons(state.resolve("guests"));
        guests.names().forEach(guest -> guests.stop(guest, Duration.ZERO));
        container()
                .ifPresent(id -> progress.step(
                        "stopping k3s",
                        () -> docker("rm", "--force", "--volumes", id).run()));
        List.of("kubeconfigs", "pki", "guests", "port").forEach(part -> FileTree.delete(state.resolve(part)));
    }

    @Override
    public ClusterStatus status() {
        Optional<String> id = container();
        long pid = id.map(found ->
                        docker("inspect", "--format", "{{.State.Pid}}", found).attempt())
                .filter(Command.Result::ok)
                .map(result -> Long.parseLong(result.output().strip()))
                .orElse(0L);
        boolean ready = pid != 0
                && Files.exists(admin())
                && exec("kubectl", "get", "--raw", "/readyz").attempt().ok();
        return new ClusterStatus(ready, id.isEmpty() ? List.of() : List.of(new ClusterStatus.Part("k3s", pid)));
    }

    @Override
    public Pods pods() {
        return new Pods.Run();
    }

    @Override
    public Path adminKubeconfig() {
        return admin();
    }

    private Path admin() {
        return state.resolve("kubeconfigs/client-holdpoint-admin");
    }

    @Override
    public Path kubeconfig(ClientIdentity who) {
        String file = "client-" + who.user().replaceAll("[^A-Za-z0-9-]+", "-");
        return Kubeconfig.write(
                state.resolve("kubeconfigs").resolve(file),
                URI.create("https://127.0.0.1:" + port()),
                state.resolve("pki/server-ca.crt"),
                who.user(),
                authority().client(file, who));
    }

    /** First address of k3s's own service range, behind which it puts itself. */
    @Override
    public URI apiServerForPods() {
        return URI.create("https://10.43.0.1");
    }

    /** The gateway of the container's network: on Linux an address of this machine. */
    @Override
    public String nodeAddress() {
        return docker("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}", running())
                .run()
                .strip();
    }

    /** k3s's own authority for clients: what it signs, k3s believes. */
    @Override
    public Authority authority() {
        return new Authority(state.resolve("pki"));
    }

    @Override
    public String importImage(Path tar, String image) {
        String inside = "/tmp/" + tar.getFileName();
        docker("cp", tar.toString(), running() + ":" + inside).run();
        String said = exec("ctr", "-n", "k8s.io", "images", "import", "--digests", "--base-name", image, inside)
                .run();
        exec("rm", inside).run();
        Matcher reported =
                Pattern.compile(Pattern.quote(image) + "@sha256:[0-9a-f]{64}").matcher(said);
        if (!reported.find()) {
            throw new ClusterTrouble(
                    "k3s imported " + tar + " and named no digest: " + said,
                    "Check that the file is one image as Jib or `docker save` writes it.");
        }
        return reported.group();
    }

    @Override
    public void restartApiServer(Runnable whileAway) {
        String container = running();
        docker("kill", container).run();
        whileAway.run();
        docker("start", container).run();
        Wait.until("k3s answers again", LIMIT, () -> status().running());
    }

    private Optional<String> container() {
        Command.Result found = docker("ps", "--quiet", "--no-trunc", "--all", "--filter", "label=" + LABEL + "=" + name)
                .attempt();
        return found.ok()
                ? found.output().lines().filter(line -> !line.isBlank()).findFirst()
                : Optional.empty();
    }

    private String running() {
        return container()
                .orElseThrow(
                        () -> new ClusterTrouble("the k3s cluster " + name + " does not run", "Start it: dev up."));
    }

    private Command exec(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "exec";
        all[1] = running();
        System.arraycopy(words, 0, all, 2, words.length);
        return docker(all);
    }

    private static Command docker(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "docker";
        System.arraycopy(words, 0, all, 1, words.length);
        return Command.of(all).within(LIMIT);
    }

    /** A free port of this machine, chosen once. */
    private int port() {
        Path file = state.resolve("port");
        return Integer.parseInt(TextFile.readIfThere(file).orElseGet(() -> {
            try (ServerSocket socket = new ServerSocket(0)) {
                String port = Integer.toString(socket.getLocalPort());
                TextFile.write(file, port);
                return port;
            } catch (IOException e) {
                throw new UncheckedIOException("this machine has no free port", e);
            }
        }));
    }
}
