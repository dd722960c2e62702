package dev.holdpoint.e2e.cluster;

import dev.holdpoint.e2e.install.LocalInstallation;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A cluster of this JVM's own with all of Holdpoint running on it as an installer puts it there, besides the one that
 * {@link ClusterExtension} gives.
 *
 * @param name of the cluster, which is also the name of its folder in the cache
 */
public record InstalledCluster(
        String name, Path root, Cache cache, NativeCluster cluster, LocalInstallation installed) {
    private static final Path ROOT =
            Path.of(System.getProperty("holdpoint.root", ".")).toAbsolutePath().normalize();

    /** Why none can run here; empty when it can. */
    public static Optional<String> trouble() {
        return ClusterExtension.trouble(true);
    }

    public static InstalledCluster start() {
        Cache cache = Cache.ofThisMachine();
        Progress progress = new Progress(System.err, cache);
        String name = "path-" + ProcessHandle.current().pid();
        LocalInstallation installation = new LocalInstallation(ROOT, cache, name, progress);
        NativeCluster cluster = ClusterExtension.alone(cache, () -> {
            ClusterExtension.stopAbandoned(cache, progress);
            NativeCluster one = ClusterExtension.named(name, cache, progress);
            one.up(() -> installation.prepare(one));
            return one;
        });
        installation.install(cluster);
        return new InstalledCluster(name, ROOT, cache, cluster, installation);
    }

    /** A folder for the people's clones, deleted with the cluster. */
    public Path folder() {
        return cache.folder("clusters", name, "clones");
    }

    public void stop() {
        cluster.down();
        FileTree.delete(cache.folder("clusters", name));
    }
}
