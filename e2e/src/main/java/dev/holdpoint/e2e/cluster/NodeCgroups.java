package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The control group below which this cluster's pods live: its own, since a kubelet removes the groups of pods that it
 * does not know. Whatever runs in it is ours.
 */
final class NodeCgroups {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private final String name;

    NodeCgroups(Site site) {
        this.name = site.cgroup();
    }

    void make() {
        for (Path group : groups()) {
            try {
                Files.createDirectories(group);
                inherit(group, "cpuset.mems");
                inherit(group, "cpuset.cpus");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make the control group " + group, e);
            }
        }
    }

    /** A cpuset group of version 1 starts empty and admits no process until it has CPUs and memory nodes. */
    private static void inherit(Path group, String setting) throws IOException {
        Path own = group.resolve(setting);
        Path parent = group.getParent().resolve(setting);
        if (isVersion1() && Files.exists(own) && Files.readString(own).isBlank()) {
            Files.writeString(own, Files.readString(parent));
        }
    }

    void remove() {
        for (Path group : groups()) {
            if (Files.isDirectory(group)) {
                killAll(group);
                Wait.until("control group " + group + " is empty and gone", Duration.ofSeconds(20), () -> {
                    removeFolders(group);
                    return !Files.exists(group);
                });
            }
        }
    }

    private List<Path> groups() {
        if (!isVersion1()) {
            return List.of(ROOT.resolve(name));
        }
        List<Path> groups = new ArrayList<>();
        try (Stream<Path> controllers = Files.list(ROOT)) {
            controllers
                    .filter(Files::isDirectory)
                    .filter(folder -> Files.exists(folder.resolve("cgroup.procs")))
                    .forEach(folder -> groups.add(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return groups;
    }

    private static boolean isVersion1() {
        return !Files.exists(ROOT.resolve("cgroup.controllers"));
    }

    private static void killAll(Path group) {
        folders(group).stream()
                .map(folder ->
                        TextFile.readIfThere(folder.resolve("cgroup.procs")).orElse(""))
                .flatMap(String::lines)
                .forEach(pid -> Command.of("kill", "-KILL", pid).attempt());
    }

    private static void removeFolders(Path group) {
        folders(group).forEach(folder -> Command.of("rmdir", folder.toString()).attempt());
    }

    /** Deepest first. */
    private static List<Path> folders(Path group) {
        try (Stream<Path> found = Files.find(group, 32, (path, attributes) -> attributes.isDirectory())) {
            return found.sorted(Comparator.comparingInt(Path::getNameCount).reversed())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
