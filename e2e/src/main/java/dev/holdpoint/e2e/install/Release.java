package dev.holdpoint.e2e.install;

import dev.holdpoint.app.policy.PolicyText;
import dev.holdpoint.app.policy.PolicyValues;
import dev.holdpoint.e2e.cluster.ClientIdentity;
import dev.holdpoint.e2e.cluster.LocalCluster;
import dev.holdpoint.e2e.cluster.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What belongs to every installation, whatever stacks it serves: namespaces, kinds and admission policies. Each call is
 * safe to repeat.
 */
public final class Release {
    /** Who installs; the policies know it by this name. Not a member of {@code system:masters}. */
    public static final ClientIdentity INSTALLER = ClientIdentity.of("holdpoint-installer");

    /** What the local installation renders its rules with. */
    public static final PolicyValues VALUES = new PolicyValues(List.of(INSTALLER.user()), List.of());

    private static final Duration ACTIVE_WITHIN = Duration.ofSeconds(30);

    private final Path root;
    private final Kubectl admin;
    private final Kubectl installer;

    /** @param projectRoot the folder that holds {@code crds/} and {@code manifests/} */
    public Release(Path projectRoot, Path kubectl, LocalCluster cluster) {
        this.root = projectRoot;
        this.admin = new Kubectl(kubectl, cluster.adminKubeconfig());
        this.installer = new Kubectl(kubectl, cluster.kubeconfig(INSTALLER));
    }

    /**
     * Puts everything there, in the order that a fresh cluster asks for and in as few calls as it allows: each costs a
     * process. Returns when the API server serves all kinds and the rules are in force.
     *
     * @param stacks that are served, see {@link #stack}
     */
    public void install(String... stacks) {
        // The one step that needs an administrator: the installer's own permissions.
        admin.applyKustomization(root.resolve("manifests/installer"));
        installer.apply(root.resolve("manifests/base/namespaces.yaml"), root.resolve("crds"));
        installer.run(
                "wait",
                "--for=condition=Established",
                "--timeout=30s",
                "crd",
                "-l",
                "app.kubernetes.io/part-of=holdpoint");
        List<String> texts = new ArrayList<>(List.of(PolicyText.yaml(VALUES)));
        // Service accounts and what each may do, quotas and network rules.
        Stream.of("accounts", "rbac", "quotas", "network")
                .map(file -> read(root.resolve("manifests/base/" + file + ".yaml")))
                .forEach(texts::add);
        Stream.of(stacks).map(this::stackText).forEach(texts::add);
        installer.applyText(String.join("\n---\n", texts));
        awaitPolicies();
    }

    /** A rule works some moments after it was stored; they arrive as they were written, so the last stands for all. */
    private void awaitPolicies() {
        Wait.until(
                "the admission rules are in force",
                ACTIVE_WITHIN,
                () -> installer
                        .attempt("label", "namespace", "holdpoint-none", "holdpoint.dev/probe=1", "--dry-run=server")
                        .output()
                        .contains("'holdpoint-n1'"));
    }

    /** Accounts and state object of one stack. */
    public void stack(String name) {
        installer.applyText(stackText(name));
    }

    private String stackText(String name) {
        return read(root.resolve("manifests/stack/stack.yaml")).replace("${stack}", name);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
