package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A containerd of our own: own root, state, socket and CNI folders; the machine's own one is not touched. */
final class Containerd {
    static final String PAUSE_IMAGE = "localhost/pause:1";

    private static final String NAME = "containerd";
    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(5);

    private final Path root;
    private final Site site;
    private final NodeNetwork network;
    private final Daemons daemons;

    /** @param root where images stay between starts */
    Containerd(Path root, NativeParts parts, NodeNetwork network) {
        this.root = root;
        this.site = parts.site();
        this.network = network;
        this.daemons = parts.daemons();
    }

    Path socket() {
        return site.runFolder().resolve("containerd.sock");
    }

    void start() {
        if (daemons.alive(NAME).isEmpty()) {
            Path configuration = TextFile.write(root.resolve("config.toml"), configuration());
            daemons.start(NAME, List.of("containerd", "--config", configuration.toString()), Map.of());
        }
        Wait.until("containerd answers on " + socket(), Duration.ofSeconds(30), () -> {
            if (daemons.alive(NAME).isEmpty()) {
                throw new ClusterTrouble(
                        "containerd ended; its last words:\n" + daemons.lastWords(NAME),
                        "See " + daemons.log(NAME) + ".");
            }
            return ctr("version").attempt().ok();
        });
    }

    /** {@code restrict_oom_score_adj}: else runc says "can't get final child's PID from pipe: EOF" here. */
    private String configuration() {
        return """
                version = 2
                root = "%1$s/root"
                state = "%2$s/containerd"
                disabled_plugins = ["io.containerd.internal.v1.opt"]
                [grpc]
                  address = "%3$s"
                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "%4$s"
                  restrict_oom_score_adj = true
                  netns_mounts_under_state_dir = true
                  [plugins."io.containerd.grpc.v1.cri".cni]
                    bin_dir = "%5$s"
                    conf_dir = "%6$s"
                  [plugins."io.containerd.grpc.v1.cri".containerd]
                    snapshotter = "overlayfs"
                    default_runtime_name = "runc"
                    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                      runtime_type = "io.containerd.runc.v2"
                      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
                        SystemdCgroup = false
                """.formatted(
                        root,
                        site.runFolder(),
                        socket(),
                        PAUSE_IMAGE,
                        NodeRequirements.pluginFolder(),
                        network.configurationFolder());
    }

    /** Ends every pod's processes and forgets the containers; the images stay. */
    void stop() {
        if (daemons.alive(NAME).isPresent()) {
            for (String task : lines(ctr("tasks", "ls", "-q"))) {
                ctr("tasks", "kill", "--all", "--signal", "SIGKILL", task).attempt();
                ctr("tasks", "rm", "--force", task).attempt();
            }
            List<String> containers = lines(ctr("containers", "ls", "-q"));
            containers.forEach(container -> ctr("containers", "rm", container).attempt());
        }
        daemons.stop(NAME, Duration.ofSeconds(5));
    }

    /** Imports a tar and returns the digest under which it runs. */
    String importImage(Path tar, String name) {
        Path memory = root.resolve("imported/" + Digest.of(tar) + "-" + name.replace('/', '-'));
        Optional<String> known = TextFile.readIfThere(memory).filter(this::has);
        if (known.isPresent()) {
            return known.get();
        }
        String reference = importNow(tar, name);
        TextFile.write(memory, reference);
        return reference;
    }

    private String importNow(Path tar, String name) {
        String said = ctr("images", "import", "--digests", "--base-name", name, tar.toString())
                .within(IMPORT_LIMIT)
                .run();
        Matcher reported =
                Pattern.compile(Pattern.quote(name) + "@sha256:[0-9a-f]{64}").matcher(said);
        if (!reported.find()) {
            throw new ClusterTrouble(
                    "containerd imported " + tar + " and named no digest: " + said,
                    "Check that the file is one image as Jib or `docker save` writes it.");
        }
        String reference = reported.group();
        if (!has(reference)) {
            throw new ClusterTrouble(
                    "containerd imported " + tar + " but knows no " + reference,
                    "Run `./holdpoint dev down --purge` and try again; report it if it stays.");
        }
        return reference;
    }

    /** Gives an image a second name, such as the one that the sandbox wants. */
    void tag(String reference, String name) {
        ctr("images", "tag", "--force", reference, name).run();
    }

    boolean has(String reference) {
        return lines(ctr("images", "ls", "-q")).contains(reference);
    }

    void removeRunFolder() {
        ProcFs.mountsBelow(site.runFolder())
                .forEach(mount -> Command.of("umount", "-l", mount.toString()).run());
        FileTree.delete(site.runFolder());
    }

    void makeRunFolder() {
        try {
            Files.createDirectories(site.runFolder());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + site.runFolder(), e);
        }
    }

    private Command ctr(String... words) {
        List<String> all = new ArrayList<>(List.of("ctr", "--address", socket().toString(), "--namespace", "k8s.io"));
        all.addAll(List.of(words));
        return Command.of(all).within(Duration.ofSeconds(20));
    }

    private static List<String> lines(Command command) {
        return command.attempt()
                .output()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
