package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.cluster.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code kubectl} as one identity. */
final class Kube {
    private final String kubectl;
    private final Path kubeconfig;
    private final List<String> asToken;

    private Kube(String kubectl, Path kubeconfig, List<String> asToken) {
        this.kubectl = kubectl;
        this.kubeconfig = kubeconfig;
        this.asToken = List.copyOf(asToken);
    }

    static Kube by(Path kubectl, Path kubeconfig) {
        return new Kube(kubectl.toString(), kubeconfig, List.of());
    }

    /** The same cluster with a service account's token and no certificate. */
    Kube withToken(Path noCredentials, String token) {
        return new Kube(kubectl, noCredentials, List.of("--token=" + token));
    }

    /** Runs it; a failure is a value. */
    Command.Result attempt(String... words) {
        List<String> all = new ArrayList<>(List.of(kubectl, "--kubeconfig", kubeconfig.toString()));
        all.addAll(asToken);
        all.addAll(List.of(words));
        return Command.of(all).within(Duration.ofMinutes(1)).attempt();
    }

    /** What it printed. */
    String run(String... words) {
        Command.Result result = attempt(words);
        if (!result.ok()) {
            throw new IllegalStateException("kubectl " + String.join(" ", words) + ": " + result.output());
        }
        return result.output();
    }

    /** One value of a change's status; empty when it is not there. */
    String status(String change, String path) {
        return attempt("get", "ichg", change, "-n", "holdpoint-agents", "-o", "jsonpath={.status" + path + "}")
                .output()
                .strip();
    }
}
