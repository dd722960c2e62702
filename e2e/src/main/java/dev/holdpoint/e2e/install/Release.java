package dev.holdpoint.e2e.install;

import dev.holdpoint.e2e.cluster.ClientIdentity;
import dev.holdpoint.e2e.cluster.LocalCluster;
import java.nio.file.Path;

/**
 * What belongs to every installation, whatever stacks it serves: namespaces, kinds and admission policies. Each call is
 * safe to repeat.
 */
public final class Release {
    /** Who installs; the policies know it by this name. Not a member of {@code system:masters}. */
    public static final ClientIdentity INSTALLER = ClientIdentity.of("holdpoint-installer");

    private final Path root;
    private final Kubectl admin;
    private final Kubectl installer;

    /** @param projectRoot the folder that holds {@code crds/} and {@code manifests/} */
    public Release(Path projectRoot, Path kubectl, LocalCluster cluster) {
        this.root = projectRoot;
        this.admin = new Kubectl(kubectl, cluster.adminKubeconfig());
        this.installer = new Kubectl(kubectl, cluster.kubeconfig(INSTALLER));
    }

    /** The one step that needs an administrator: the installer's own permissions. */
    public void permitInstaller() {
        admin.applyText(admin.kustomize(root.resolve("manifests/installer")));
    }

    public void namespaces() {
        installer.apply(root.resolve("manifests/base/namespaces.yaml"));
    }

    /** Returns when the API server serves all kinds. */
    public void kinds() {
        installer.apply(root.resolve("crds"));
        installer.run(
                "wait",
                "--for=condition=Established",
                "--timeout=30s",
                "crd",
                "-l",
                "app.kubernetes.io/part-of=holdpoint");
    }
}
