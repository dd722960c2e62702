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
        NativeCluster cluster = new NativeCluster(new NativeCluster.Options(
                Path.of(System.getProperty("holdpoint.root")), cache, "dev", progress, Optional.empty()));
        cluster.up();
        System.out.println(cluster.adminKubeconfig());
    }
}
