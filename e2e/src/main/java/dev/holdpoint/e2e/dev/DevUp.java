package dev.holdpoint.e2e.dev;

import dev.holdpoint.e2e.cluster.*;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(name = "up")
final class DevUp implements Runnable {
    @Override
    public void run() {
        Cache cache = Cache.ofThisMachine();
        Progress progress = new Progress(System.err, cache);
        Path root = Path.of(System.getProperty("holdpoint.root"));
        NativeCluster cluster =
                new NativeCluster(new NativeCluster.Options(root, cache, "dev", progress, Optional.empty()));
        cluster.up();
        System.out.println(cluster.adminKubeconfig());
        System.out.println(new dev.holdpoint.e2e.image.Images(root, cache, progress).importTo(cluster));
    }
}
