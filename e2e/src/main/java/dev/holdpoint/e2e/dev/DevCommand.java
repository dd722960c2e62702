package dev.holdpoint.e2e.dev;

import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.ClusterStatus;
import dev.holdpoint.e2e.cluster.FileTree;
import dev.holdpoint.e2e.cluster.LocalCluster;
import dev.holdpoint.e2e.cluster.Pods;
import dev.holdpoint.e2e.cluster.Progress;
import dev.holdpoint.e2e.cluster.Providers;
import dev.holdpoint.e2e.install.LocalInstallation;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dev up|down|status}. */
@Command(name = "dev", mixinStandardHelpOptions = true, description = "A real Kubernetes on this machine.")
final class DevCommand {
    private static final String NAME = "dev";

    @Spec
    private CommandSpec spec;

    private final Cache cache = Cache.ofThisMachine();
    private final Path root = Path.of(System.getProperty("holdpoint.root", "."));

    @Command(mixinStandardHelpOptions = true, description = "Starts it; a no-op where it runs.")
    int up(
            @Option(names = "--cluster", description = "k3s or native; found out when not given.")
                    Providers.Choice choice) {
        Progress progress = new Progress(System.err, cache);
        LocalCluster cluster = new Providers(root, cache, progress).cluster(NAME, choice);
        cluster.up();
        new LocalInstallation(root, cache, NAME, progress).install(cluster);
        PrintWriter out = spec.commandLine().getOut();
        if (cluster.pods() instanceof Pods.DoNotRun(String reason)) {
            out.println("no pods here: " + reason);
        }
        howToUse(out, cluster);
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Stops what was started.")
    int down(@Option(names = "--purge", description = "Removes the cache as well.") boolean purge) {
        new Providers(root, cache, new Progress(System.err, cache))
                .running(NAME)
                .down();
        if (purge) {
            FileTree.delete(cache.root());
        }
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Says what runs and how to use it.")
    int status() {
        LocalCluster cluster = new Providers(root, cache, new Progress(System.err, cache)).running(NAME);
        ClusterStatus status = cluster.status();
        PrintWriter out = spec.commandLine().getOut();
        out.println(cluster.provider() + " cluster: " + (status.running() ? "running" : "not running"));
        for (ClusterStatus.Part part : status.parts()) {
            out.println("  " + part.name() + (part.alive() ? " pid " + part.pid() : " is dead"));
        }
        if (status.running()) {
            howToUse(out, cluster);
        }
        return 0;
    }

    private void howToUse(PrintWriter out, LocalCluster cluster) {
        out.println();
        out.println("  export KUBECONFIG=" + cluster.adminKubeconfig());
        out.println("  kubectl get istk,ichg,sstate -A");
        out.println("  kubectl get pods --all-namespaces");
        out.flush();
    }
}
