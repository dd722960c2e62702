package dev.holdpoint.app.main;

import dev.holdpoint.app.adapter.git.GitRemote;
import dev.holdpoint.app.adapter.git.RefScope;
import dev.holdpoint.app.adapter.handover.HandoverClient;
import dev.holdpoint.app.port.Installation;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunLabels;
import dev.holdpoint.app.port.RunLine;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.reconcile.GateAssembly;
import dev.holdpoint.app.reconcile.OrderGate;
import dev.holdpoint.app.runner.ApplyGate;
import dev.holdpoint.core.digest.Sha256;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.file.Path;
import java.util.Map;

/** A run pod's outside, as its Job describes it in the environment. */
final class PodParts implements RunParts {
    private final Map<String, String> environment;

    PodParts(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public RunLine line(RunPaths paths) {
        return HandoverClient.of(environment);
    }

    /** Its client lives as long as the pod. */
    @Override
    public ApplyGate gate(RunPaths paths, Assignment assignment) {
        KubernetesClient client = new KubernetesClientBuilder()
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
        String[] change = value(RunLabels.CHANGE_ENV).split("/", 2);
        Outside outside = new Outside(
                client,
                Sha256.parse(value(Installation.ROSTER_PIN)),
                git(RoleFiles.credential(Path.of(RunLabels.GIT_FOLDER)), paths, change[0], change[1]));
        return GateAssembly.gate(
                outside.parts(new NoRuns()),
                new OrderGate.Subject(
                        change[0],
                        change[1],
                        value(RunLabels.CHANGE_UID_ENV),
                        Integer.parseInt(value(RunLabels.ROUND_ENV)),
                        value(RunPaths.POD_UID)),
                assignment);
    }

    /** Of all that agents push, a run sees its own change alone, in a volume of its own. */
    static Outside.Git git(RoleFiles.BoundCredential credential, RunPaths paths, String namespace, String change) {
        return new Outside.Git(
                credential,
                paths.gitObjects(),
                source -> source,
                spec -> RefScope.of(spec.getSpec().baseBranch, namespace, change),
                GitRemote.Limits.USUAL);
    }

    private String value(String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new Stalled("the run's Job sets no " + name + "; it was not made by this version");
        }
        return value;
    }
}
