package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.TextFile;
import java.nio.file.Path;

/** The coding agent: a service account that somebody bound to cluster-admin. */
final class Agent {
    static final String USER = "system:serviceaccount:holdpoint-agents:claude";

    private final Kube kubectl;
    private final Path folder;

    private Agent(Kube kubectl, Path folder) {
        this.kubectl = kubectl;
        this.folder = folder;
    }

    /** Binds it to cluster-admin, as people do, and takes a token for it. */
    static Agent of(Site site, Kube admin) {
        Command.Result bound = admin.attempt(
                "create",
                "clusterrolebinding",
                "claude-is-cluster-admin",
                "--clusterrole=cluster-admin",
                "--serviceaccount=holdpoint-agents:claude");
        if (!bound.ok() && !bound.output().contains("already exists")) {
            throw new IllegalStateException(bound.output());
        }
        String token = admin.run("create", "token", "claude", "-n", "holdpoint-agents", "--duration=2h")
                .strip();
        Path bare = TextFile.write(site.folder().resolve("agent.kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters:
                - name: c
                  cluster: {server: "%s", certificate-authority: "%s"}
                contexts:
                - name: c
                  context: {cluster: c, user: ""}
                current-context: c
                """.formatted(
                site.cluster().apiServerForPods(), site.cluster().authority().certificateFile()));
        return new Agent(Kube.by(site.kubectl(), bare).withToken(bare, token), site.folder());
    }

    Kube kubectl() {
        return kubectl;
    }

    Path folder() {
        return folder;
    }

    /** {@code kubectl create -f}, shown. */
    void open(Show show, ChangeFile change) {
        Path file = change.write(folder, USER);
        Command.Result result = kubectl.attempt("create", "-f", file.toString());
        show.typed(
                "agent",
                "kubectl create -f " + file.getFileName(),
                TextFile.readIfThere(file).orElse("") + "\n" + result.output());
        if (!result.ok()) {
            throw new IllegalStateException("the agent could not open its change: " + result.output());
        }
    }
}
