package dev.holdpoint.e2e.cluster;

import java.nio.file.Path;

/** An API server of one test's own with nothing installed and no node, besides those that tests share. */
public record BareCluster(Path root, Cache cache, NativeCluster cluster) implements AutoCloseable {
    private static final Path ROOT =
            Path.of(System.getProperty("holdpoint.root", ".")).toAbsolutePath().normalize();

    public static BareCluster start() {
        Cache cache = Cache.ofThisMachine();
        Progress progress = new Progress(System.err, cache);
        NativeCluster cluster = ClusterExtension.alone(cache, () -> {
            ClusterExtension.stopAbandoned(cache, progress);
            NativeCluster one = new NativeCluster(NativeCluster.Options.of(ROOT, cache, name(), progress)
                    .withoutNode("this test needs an API server alone"));
            one.up();
            return one;
        });
        return new BareCluster(ROOT, cache, cluster);
    }

    private static String name() {
        return "bare-" + ProcessHandle.current().pid();
    }

    @Override
    public void close() {
        cluster.down();
        FileTree.delete(cache.folder("clusters", name()));
    }
}
