package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.ClusterTrouble;
import dev.holdpoint.e2e.cluster.GoTool;
import dev.holdpoint.e2e.cluster.GoTools;
import dev.holdpoint.e2e.cluster.LocalCluster;
import dev.holdpoint.e2e.cluster.Pods;
import dev.holdpoint.e2e.cluster.Progress;
import dev.holdpoint.e2e.cluster.Providers;
import dev.holdpoint.e2e.cluster.TextFile;
import dev.holdpoint.e2e.install.LocalInstallation;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the main job from nothing. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "The main job from nothing, on a local cluster of its own.")
public final class DemoCommand implements Callable<Integer> {
    private static final String NAME = "dev";
    private static final int BUG = 1;

    @Option(names = "--fast", description = "Reuses the demo's running cluster instead of starting a new one.")
    private boolean fast;

    @Option(names = "--record", description = "Writes what is shown to docs/demo.md.")
    private boolean record;

    private final Cache cache = Cache.ofThisMachine();
    private final Path root = Path.of(System.getProperty("holdpoint.root", "."));

    @Override
    public Integer call() {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Progress progress = new Progress(System.err, cache);
        Providers providers = new Providers(root, cache, progress);
        if (providers.cluster(NAME, null).pods() instanceof Pods.DoNotRun(var reason)) {
            throw new ClusterTrouble(
                    "the demo needs real pods, and none run here: " + reason,
                    "Run it as root on Linux. `./holdpoint check` and the tests work without.");
        }
        LocalInstallation installation = new LocalInstallation(root, cache, NAME, progress);
        if (!fast) {
            providers.cluster(NAME, null).down();
            installation.forget();
        }
        // A stopped cluster gives its place up; the next one takes whichever is free.
        LocalCluster cluster = providers.cluster(NAME, null);
        cluster.up();
        installation.install(cluster);
        Show show = new Show(out);
        int failures = new Demo(site(cluster, installation, progress), show).play();
        summary(out, cluster, failures);
        if (record) {
            TextFile.write(root.resolve("docs/demo.md"), "# The demo, recorded\n" + show.transcript());
        }
        return failures == 0 ? 0 : BUG;
    }

    private Site site(LocalCluster cluster, LocalInstallation installation, Progress progress) {
        GoTools tools = new GoTools(root, cache, progress);
        return new Site(
                cluster,
                tools.binary(GoTool.KUBECTL),
                installation.people(),
                installation.passwords(),
                LocalInstallation.gitHost(cluster),
                installation.rosterPin(),
                tools.binary(GoTool.TOFU),
                root.resolve("holdpoint"),
                cache.folder("clusters", NAME, "demo"));
    }

    private static void summary(PrintStream out, LocalCluster cluster, int failures) {
        out.println();
        out.println(
                failures == 0
                        ? "Every step was seen to hold."
                        : failures + " step" + (failures == 1 ? " was" : "s were")
                                + " not as it should be; see ✗ above.");
        out.println("The cluster stays up. Look around:");
        out.println("  export KUBECONFIG=" + cluster.adminKubeconfig());
        out.println("  kubectl get ichg,sstate,iplan -A");
        out.println("  kubectl logs -n holdpoint-system deploy/attestor");
        out.println("Stop it with `./holdpoint dev down`.");
        out.flush();
    }
}
