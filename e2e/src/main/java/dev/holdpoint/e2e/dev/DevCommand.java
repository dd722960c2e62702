package dev.holdpoint.e2e.dev;

import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.ClusterStatus;
import dev.holdpoint.e2e.cluster.FileTree;
import dev.holdpoint.e2e.cluster.GoTool;
import dev.holdpoint.e2e.cluster.GoTools;
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
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code dev up|down|status}. */
@Command(name = "dev", mixinStandardHelpOptions = true, description = "A real Kubernetes on this machine.")
final class DevCommand {
    @Option(
            names = "--name",
            scope = ScopeType.INHERIT,
            defaultValue = "dev",
            description = "Which cluster, when there are several on this machine (default: dev).")
    private String name;

    @Spec
    private CommandSpec spec;

    private final Cache cache = Cache.ofThisMachine();
    private final Path root = Path.of(System.getProperty("holdpoint.root", "."));

    @Command(mixinStandardHelpOptions = true, description = "Starts it; a no-op where it runs.")
    int up(
            @Option(names = "--cluster", description = "k3s or native; found out when not given.")
                    Providers.Choice choice) {
        Progress progress = new Progress(System.err, cache);
        LocalCluster cluster = new Providers(root, cache, progress).cluster(name, choice);
        LocalInstallation installation = new LocalInstallation(root, cache, name, progress);
        cluster.up(() -> installation.prepare(cluster));
        installation.install(cluster);
        PrintWriter out = spec.commandLine().getOut();
        if (cluster.pods() instanceof Pods.DoNotRun(String reason)) {
            out.println("no pods here: " + reason);
        }
        howToUse(out, cluster);
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Stops what was started.")
    int down(@Option(names = "--purge", description = "Removes the cache as well.") boolean purge) {
        Providers providers = new Providers(root, cache, new Progress(System.err, cache));
        providers.running(name).down();
        providers.forget(name);
        // A ledger that outlives its cluster would rightly refuse the settings of the next one.
        new LocalInstallation(root, cache, name, new Progress(System.err, cache)).forget();
        if (purge) {
            FileTree.delete(cache.root());
        }
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Says what runs and how to use it.")
    int status() {
        LocalCluster cluster = new Providers(root, cache, new Progress(System.err, cache)).running(name);
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
        Progress progress = new Progress(System.err, cache);
        LocalInstallation installation = new LocalInstallation(root, cache, name, progress);
        out.println();
        out.println("  export KUBECONFIG=" + cluster.adminKubeconfig());
        out.println("  alias kubectl=" + new GoTools(root, cache, progress).binary(GoTool.KUBECTL));
        out.println("  kubectl get ichg -A          # changes: what each waits for, and who is next");
        out.println("  kubectl get istk,sstate -A   # stacks, their lock and their state");
        out.println("  kubectl get pods -A          # operator, attestor and the runs");
        out.println("  git -c http.sslCAInfo=" + cluster.authority().certificateFile() + " clone "
                + LocalInstallation.gitUrl(cluster));
        out.println("  # keys of the people: " + installation.people() + ", passwords: " + installation.passwords());
        out.flush();
    }
}
