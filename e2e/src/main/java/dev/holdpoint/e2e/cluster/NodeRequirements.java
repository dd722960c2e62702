package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a machine must have so that pods run on it, each condition with the sentence that says which one failed. */
final class NodeRequirements {
    /** Programs and the Debian packages that bring them. */
    private static final Map<String, String> PACKAGES = new TreeMap<>(Map.of(
            "containerd", "containerd",
            "ctr", "containerd",
            "runc", "runc",
            "debootstrap", "debootstrap",
            "gcc", "gcc",
            "iptables", "iptables",
            "ip", "iproute2"));

    private static final List<Path> PLUGIN_FOLDERS = List.of(Path.of("/usr/lib/cni"), Path.of("/opt/cni/bin"));
    private static final List<Path> PROGRAM_FOLDERS = List.of(
            Path.of("/usr/bin"),
            Path.of("/usr/sbin"),
            Path.of("/bin"),
            Path.of("/sbin"),
            Path.of("/usr/local/bin"),
            Path.of("/usr/local/sbin"));

    private NodeRequirements() {}

    /** Changes nothing. */
    static Pods probe() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return new Pods.DoNotRun("a kubelet needs Linux, this is " + System.getProperty("os.name"));
        }
        if (!isRoot()) {
            return new Pods.DoNotRun(
                    "kubelet and containerd need root, this is the user " + System.getProperty("user.name"));
        }
        if (!read(Path.of("/proc/filesystems")).contains("overlay")) {
            return new Pods.DoNotRun("containerd needs the overlay file system, /proc/filesystems does not list it");
        }
        if (!Files.isWritable(Path.of("/sys/fs/cgroup"))) {
            return new Pods.DoNotRun("the kubelet needs to make control groups, /sys/fs/cgroup is not writable");
        }
        List<String> missing = missingPackages();
        if (!missing.isEmpty() && !hasApt()) {
            return new Pods.DoNotRun("these programs' packages are missing and there is no apt-get: " + missing);
        }
        return new Pods.Run();
    }

    static boolean isRoot() {
        return Command.of("id", "-u").attempt().output().strip().equals("0");
    }

    /** Installs what is missing, aloud. */
    static void install(Progress progress) {
        List<String> missing = missingPackages();
        if (missing.isEmpty()) {
            return;
        }
        String names = String.join(" ", missing);
        progress.step("installing Debian packages that a node needs: apt-get install " + names, () -> {
            Command.of("apt-get", "update", "-q").attempt();
            List<String> words = new ArrayList<>(List.of("apt-get", "install", "-y", "-q", "--no-install-recommends"));
            words.addAll(missing);
            Command.of(words)
                    .with("DEBIAN_FRONTEND", "noninteractive")
                    .within(Duration.ofMinutes(10))
                    .run();
        });
    }

    static Path pluginFolder() {
        return PLUGIN_FOLDERS.stream()
                .filter(folder -> Files.isExecutable(folder.resolve("bridge")))
                .findFirst()
                .orElseThrow(() -> new ClusterTrouble(
                        "no CNI plugin `bridge` in " + PLUGIN_FOLDERS,
                        "Install containernetworking-plugins (Debian) or the CNI plugins' release."));
    }

    private static List<String> missingPackages() {
        List<String> missing = new ArrayList<>(PACKAGES.entrySet().stream()
                .filter(entry -> PROGRAM_FOLDERS.stream()
                        .noneMatch(folder -> Files.isExecutable(folder.resolve(entry.getKey()))))
                .map(Map.Entry::getValue)
                .distinct()
                .toList());
        if (PLUGIN_FOLDERS.stream().noneMatch(folder -> Files.isExecutable(folder.resolve("bridge")))) {
            missing.add("containernetworking-plugins");
        }
        return missing;
    }

    private static boolean hasApt() {
        return Files.isExecutable(Path.of("/usr/bin/apt-get"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
