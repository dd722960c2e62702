package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.api.EngineName;
import dev.holdpoint.api.ProviderSpec;
import dev.holdpoint.app.port.Installation;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLabels;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.Stalled;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The containers of a run pod. */
final class RunContainers {
    /** What the engine and its providers may take unless the stack says otherwise. */
    private static final String ENGINE_MEMORY = "3Gi";

    private static final String COMPANION = "1Gi";

    /** What it writes to memory volumes counts as its own: in an apply run the tree, the plan and states. */
    private static final String APPLY_COMPANION = "2Gi";

    /** MiB that are asked for: the AWS provider alone was seen to take 644. */
    private static final int PROVIDER_MEMORY = 1024;

    private static final int ENGINE_ALONE = 256;

    private final RunOrder order;
    private final Installation installation;
    private final RunVolumes volumes;

    RunContainers(RunOrder order, Installation installation) {
        this.order = order;
        this.installation = installation;
        this.volumes = new RunVolumes(order);
    }

    /** In the order in which they start. */
    List<Container> init() {
        List<Container> all = new ArrayList<>();
        // First, because it starts while the others copy.
        all.add(companion());
        if (order.kind() == RunKind.APPLY) {
            all.add(engine());
        }
        List<ProviderSpec> providers = order.spec().providers == null ? List.of() : order.spec().providers;
        for (int i = 0; i < providers.size(); i++) {
            all.add(provider(i, providers.get(i)));
        }
        if (order.kind() == RunKind.APPLY) {
            all.add(engineUser(RunPaths.RENDER_CONTAINER, "render"));
        }
        return all;
    }

    /**
     * The wrapper, and beside it what brings the engine. Only an apply pod has a container that must have come to its
     * end before the wrapper; nobody waits for its seconds.
     */
    List<Container> main() {
        Container wrapper = engineUser(RunPaths.WRAPPER_CONTAINER, "wrapper");
        return order.kind() == RunKind.APPLY ? List.of(wrapper) : List.of(wrapper, engine());
    }

    private Container engine() {
        String program = order.spec().engine.name == EngineName.OpenTofu ? "tofu" : "terraform";
        return bringer(
                RunPaths.ENGINE_CONTAINER,
                order.spec().engine.image,
                RunPaths.copyEngine(program),
                RunVolumes.engineTarget());
    }

    private Container provider(int index, ProviderSpec provider) {
        if (provider.image == null) {
            throw new Stalled("stack " + order.stack() + " names the provider " + provider.source
                    + " without an image that holds its mirror; add `image` and sign the stack again");
        }
        return bringer(
                "provider-" + index,
                provider.image,
                List.of("/bin/cp", "-R", RunPaths.PROVIDERS + "/.", RunPaths.PROVIDERS + "-volume/"),
                RunVolumes.providerTarget());
    }

    /** A foreign image that copies files: no token, no environment, no Secret; what it brings is compared before use. */
    private Container bringer(
            String name, String image, List<String> command, io.fabric8.kubernetes.api.model.VolumeMount target) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(image)
                .withImagePullPolicy(installation.pullPolicy().word())
                .withCommand(command)
                .withResources(resources("50m", "32Mi", "256Mi"))
                .withSecurityContext(restricted())
                .withVolumeMounts(target)
                .build();
    }

    private Container companion() {
        return ours(RunPaths.COMPANION_CONTAINER, "companion")
                .withRestartPolicy("Always")
                .withEnv(companionEnvironment())
                .withResources(resources("100m", "160Mi", order.kind() == RunKind.APPLY ? APPLY_COMPANION : COMPANION))
                .withVolumeMounts(volumes.companion())
                .build();
    }

    private Container engineUser(String name, String as) {
        return ours(name, as)
                .withResources(resources("250m", memoryAsked(), memoryLimit()))
                .withVolumeMounts(volumes.engineUser(name))
                .build();
    }

    private String memoryLimit() {
        return engineMemory().map(said -> said + "Mi").orElse(ENGINE_MEMORY);
    }

    private Optional<Integer> engineMemory() {
        return Optional.ofNullable(order.spec().limits).map(limits -> limits.engineMemoryMiB);
    }

    /** A provider's process takes hundreds of megabytes; where there are some, the scheduler must know. */
    private String memoryAsked() {
        boolean providers =
                order.spec().providers != null && !order.spec().providers.isEmpty();
        int usual = providers ? PROVIDER_MEMORY : ENGINE_ALONE;
        return Math.min(usual, engineMemory().orElse(usual)) + "Mi";
    }

    private ContainerBuilder ours(String name, String as) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(installation.image())
                .withImagePullPolicy(installation.pullPolicy().word())
                .withArgs(RunPaths.arguments(order.kind(), as))
                .withSecurityContext(restricted());
    }

    /** All by reference to the pod itself: the words of the Job are the same for every run of a kind. */
    private List<EnvVar> companionEnvironment() {
        List<EnvVar> all = new ArrayList<>();
        all.add(annotation(RunPaths.DESK, RunLabels.DESK));
        all.add(annotation(RunPaths.DESK_PIN, RunLabels.DESK_PIN));
        all.add(field(RunPaths.POD_UID, "metadata.uid"));
        all.add(field(RunPaths.POD_NAME, "metadata.name"));
        all.add(field(RunPaths.POD_NAMESPACE, "metadata.namespace"));
        if (order.kind() == RunKind.APPLY) {
            all.add(annotation(RunLabels.CHANGE_ENV, RunLabels.CHANGE));
            all.add(label(RunLabels.CHANGE_UID_ENV, RunLabels.CHANGE_UID));
            all.add(label(RunLabels.ROUND_ENV, RunLabels.ROUND));
            all.add(label(RunLabels.STACK_ENV, RunLabels.STACK));
            all.add(annotation(RunLabels.ORDER_ENV, RunLabels.ORDER));
            all.add(annotation(RunLabels.PLAN_DIGEST_ENV, RunLabels.PLAN_DIGEST));
            all.add(new EnvVar(Installation.ROSTER_PIN, installation.rosterPin(), null));
        }
        return all;
    }

    private static EnvVar annotation(String name, String annotation) {
        return field(name, "metadata.annotations['" + annotation + "']");
    }

    private static EnvVar label(String name, String label) {
        return field(name, "metadata.labels['" + label + "']");
    }

    private static EnvVar field(String name, String path) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef("v1", path)
                .endValueFrom()
                .build();
    }

    /** No limit of processor time: a throttled engine holds its lock for longer. */
    private static ResourceRequirements resources(String cpu, String memory, String memoryLimit) {
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", new Quantity(memory))
                .addToLimits("memory", new Quantity(memoryLimit))
                .build();
    }

    private static SecurityContext restricted() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }
}
