package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.app.derive.CloudEnvironment;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLabels;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.RunPaths;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The volumes of a run pod, and who mounts which: tokens and credentials go to the companion alone. */
final class RunVolumes {
    private static final String ENGINE = "engine";
    private static final String ENGINE_SIZE = "512Mi";
    private static final String PROVIDERS = "providers";
    private static final String WORK = "work";
    private static final String COMPANION = "companion";
    private static final String TOKEN = "handover-token";
    private static final String API_TOKEN = "api-token";
    private static final String CLOUD_TOKEN = "cloud-token";
    private static final String GIT = "git";
    private static final String GIT_OBJECTS = "git-objects";

    /** Where the Kubernetes client looks for its token, by convention of every cluster. */
    private static final String API_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

    /** The kubelet renews tokens at 80 % of their life; for the API server and our desks a deleted pod's dies at once. */
    private static final long TOKEN_SECONDS = 3600;

    /** Read by owner and group: the pod's group is the containers' own. */
    private static final int TOKEN_MODE = 0440;

    private final RunOrder order;

    RunVolumes(RunOrder order) {
        this.order = order;
    }

    List<Volume> all() {
        List<Volume> all = new ArrayList<>();
        all.add(disk(ENGINE, ENGINE_SIZE));
        all.add(disk(own(RunPaths.WRAPPER_CONTAINER), ENGINE_SIZE));
        if (hasProviders()) {
            all.add(disk(PROVIDERS, "4Gi"));
        }
        all.add(memory(WORK, "1Gi"));
        all.add(memory(COMPANION, "256Mi"));
        all.add(memory(scratch(RunPaths.COMPANION_CONTAINER), "64Mi"));
        all.add(memory(scratch(RunPaths.WRAPPER_CONTAINER), "64Mi"));
        if (order.kind() == RunKind.APPLY) {
            all.add(disk(own(RunPaths.RENDER_CONTAINER), ENGINE_SIZE));
            all.add(memory(scratch(RunPaths.RENDER_CONTAINER), "64Mi"));
        }
        all.add(handoverToken());
        cloudAudience().ifPresent(audience -> all.add(cloudToken(audience)));
        if (order.kind() == RunKind.APPLY) {
            all.add(apiToken());
            all.add(gitCredential());
            all.add(disk(GIT_OBJECTS, RunPaths.GIT_OBJECTS_MIB + "Mi"));
        }
        return all;
    }

    /** The init containers that bring files get the volume they fill, and nothing else. */
    static VolumeMount engineTarget() {
        return mount(ENGINE, RunPaths.ENGINE_TARGET, false);
    }

    static VolumeMount providerTarget() {
        return mount(PROVIDERS, RunPaths.PROVIDERS + "-volume", false);
    }

    List<VolumeMount> companion() {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(mount(WORK, RunPaths.WORK, false));
        mounts.add(mount(COMPANION, RunPaths.COMPANION, false));
        mounts.add(mount(scratch(RunPaths.COMPANION_CONTAINER), "/tmp", false));
        mounts.add(mount(TOKEN, RunPaths.TOKEN_FOLDER, true));
        if (order.kind() == RunKind.APPLY) {
            mounts.add(mount(API_TOKEN, API_FOLDER, true));
            mounts.add(mount(GIT, RunLabels.GIT_FOLDER, true));
            mounts.add(mount(GIT_OBJECTS, RunPaths.GIT_OBJECTS, false));
        }
        return mounts;
    }

    /** For a container that starts the engine. */
    List<VolumeMount> engineUser(String container) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(mount(ENGINE, RunPaths.ENGINE, true));
        mounts.add(mount(own(container), RunPaths.OWN_ENGINE, false));
        if (hasProviders()) {
            mounts.add(mount(PROVIDERS, RunPaths.PROVIDERS, true));
        }
        mounts.add(mount(WORK, RunPaths.WORK, false));
        mounts.add(mount(scratch(container), "/tmp", false));
        if (container.equals(RunPaths.WRAPPER_CONTAINER) && cloudAudience().isPresent()) {
            mounts.add(mount(CLOUD_TOKEN, RunPaths.CLOUD_FOLDER, true));
        }
        return mounts;
    }

    private boolean hasProviders() {
        return order.spec().providers != null && !order.spec().providers.isEmpty();
    }

    /** Of one container: nobody changes what it has hashed. */
    private static String own(String container) {
        return "own-" + container;
    }

    /** Not shared between containers: what one leaves in it, the other never reads. */
    private static String scratch(String container) {
        return "tmp-" + container;
    }

    private static Volume handoverToken() {
        return new VolumeBuilder()
                .withName(TOKEN)
                .withNewProjected()
                .withDefaultMode(TOKEN_MODE)
                .addNewSource()
                .withNewServiceAccountToken(RunPaths.AUDIENCE, TOKEN_SECONDS, "token")
                .endSource()
                .endProjected()
                .build();
    }

    /** Rendering reaches no cloud. */
    private Optional<String> cloudAudience() {
        return CloudEnvironment.audience(order.stack(), order.kind(), order.spec());
    }

    private static Volume cloudToken(String audience) {
        return new VolumeBuilder()
                .withName(CLOUD_TOKEN)
                .withNewProjected()
                .withDefaultMode(TOKEN_MODE)
                .addNewSource()
                .withNewServiceAccountToken(audience, RunLabels.CLOUD_TOKEN_SECONDS, "token")
                .endSource()
                .endProjected()
                .build();
    }

    private static Volume apiToken() {
        return new VolumeBuilder()
                .withName(API_TOKEN)
                .withNewProjected()
                .withDefaultMode(TOKEN_MODE)
                .addNewSource()
                .withNewServiceAccountToken(null, TOKEN_SECONDS, "token")
                .endSource()
                .addNewSource()
                .withNewConfigMap()
                .withName("kube-root-ca.crt")
                .addNewItem("ca.crt", null, "ca.crt")
                .endConfigMap()
                .endSource()
                .addNewSource()
                .withNewDownwardAPI()
                .addNewItem()
                .withPath("namespace")
                .withNewFieldRef("v1", "metadata.namespace")
                .endItem()
                .endDownwardAPI()
                .endSource()
                .endProjected()
                .build();
    }

    /** Optional: without it the fetch fails in Git's own words, which say more than a pod that never starts. */
    private Volume gitCredential() {
        return new VolumeBuilder()
                .withName(GIT)
                .withNewSecret()
                .withSecretName(RunLabels.gitSecret(order.spec().repository))
                .withDefaultMode(TOKEN_MODE)
                .withOptional(true)
                .endSecret()
                .build();
    }

    private static Volume memory(String name, String limit) {
        return new VolumeBuilder()
                .withName(name)
                .withEmptyDir(new EmptyDirVolumeSource("Memory", new Quantity(limit)))
                .build();
    }

    private static Volume disk(String name, String limit) {
        return new VolumeBuilder()
                .withName(name)
                .withEmptyDir(new EmptyDirVolumeSource(null, new Quantity(limit)))
                .build();
    }

    private static VolumeMount mount(String name, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build();
    }
}
