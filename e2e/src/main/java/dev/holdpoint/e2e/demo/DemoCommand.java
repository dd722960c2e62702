package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.aws.FakeAws;
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
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the main job from nothing. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "The main job from nothing, on a local cluster of its own.")
public final class DemoCommand implements Callable<Integer> {
    private static final int BUG = 1;

    @Option(
            names = "--name",
            defaultValue = "dev",
            description = "Which cluster, when there are several on this machine (default: dev).")
    private String name;

    @Option(names = "--fast", description = "Reuses the demo's running cluster instead of starting a new one.")
    private boolean fast;

    @Option(
            names = "--estate",
            defaultValue = "auto",
            description =
                    "What the estate is made of: aws (the real AWS provider, where this machine has it unpacked, against"
                            + " a fake AWS; some minutes longer), plain (resources built into the engine), or auto (aws"
                            + " where it is possible; the default).")
    private Material estate;

    @Option(names = "--record", description = "Writes what is shown to docs/demo.md.")
    private boolean record;

    private final Cache cache = Cache.ofThisMachine();
    private final Path root = Path.of(System.getProperty("holdpoint.root", "."));

    @Override
    public Integer call() {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Progress progress = new Progress(System.err, cache);
        Providers providers = new Providers(root, cache, progress);
        if (providers.cluster(name, null).pods() instanceof Pods.DoNotRun(var reason)) {
            throw new ClusterTrouble(
                    "the demo needs real pods, and none run here: " + reason,
                    "Run it as root on Linux. `./holdpoint check` and the tests work without.");
        }
        Optional<FakeAws> aws = aws(progress);
        LocalInstallation installation = new LocalInstallation(root, cache, name, progress, aws);
        if (!fast) {
            providers.cluster(name, null).down();
            installation.forget();
        }
        // A stopped cluster gives its place up; the next one takes whichever is free.
        LocalCluster cluster = providers.cluster(name, null);
        cluster.up(() -> installation.prepare(cluster));
        installation.install(cluster);
        Show show = new Show(out);
        int failures = new Demo(site(cluster, installation, progress, aws), show).play();
        summary(out, cluster, failures);
        if (record) {
            TextFile.write(root.resolve("docs/demo.md"), "# The demo, recorded\n" + show.transcript());
        }
        return failures == 0 ? 0 : BUG;
    }

    /** What the estate may be made of. */
    enum Material {
        AUTO("auto"),
        AWS("aws"),
        PLAIN("plain");

        private final String word;

        Material(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    private Optional<FakeAws> aws(Progress progress) {
        if (estate == Material.PLAIN) {
            return Optional.empty();
        }
        return switch (FakeAws.look(cache, progress)) {
            case FakeAws.Search.Found(var aws) -> {
                progress.say("The estate: AWS provider " + aws.provider().version() + ", found in "
                        + aws.provider().mirror() + ", against a fake AWS.");
                yield Optional.of(aws);
            }
            case FakeAws.Search.Missing(var why) -> {
                if (estate == Material.AWS) {
                    throw new ClusterTrouble("--estate=aws is not possible here: " + why, "Use --estate=plain.");
                }
                progress.say("The estate: resources built into the engine, because " + why + ".");
                yield Optional.empty();
            }
        };
    }

    private Site site(LocalCluster cluster, LocalInstallation installation, Progress progress, Optional<FakeAws> aws) {
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
                cache.folder("clusters", name, "demo"),
                aws);
    }

    private void summary(PrintStream out, LocalCluster cluster, int failures) {
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
        out.println("Stop it with `./holdpoint dev down" + (name.equals("dev") ? "" : " --name=" + name) + "`.");
        out.flush();
    }
}
