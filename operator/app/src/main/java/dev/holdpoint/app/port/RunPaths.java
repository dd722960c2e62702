package dev.holdpoint.app.port;

import dev.holdpoint.core.scan.BackendOverride;
import java.nio.file.Path;
import java.util.List;

/**
 * Where things lie in a run pod, and what its containers are called: agreed between whoever writes the Job and whoever
 * works inside the pod. The constants are paths in the pod; an instance resolves the same places below another root, so
 * that a run can be played with local processes.
 *
 * @param root {@code /} in a pod
 */
public record RunPaths(Path root) {
    /**
     * Has the engine's own image and copies the binary with {@link #copyEngine}. No token. In an apply pod an init
     * container; beside the wrapper otherwise, because the kubelet looks for ended init containers once a second only.
     */
    public static final String ENGINE_CONTAINER = "engine";

    /** Native sidecar, our image: the only one with tokens. */
    public static final String COMPANION_CONTAINER = "companion";

    /** Init container after the companion, our image, apply pods only: renders without any token. */
    public static final String RENDER_CONTAINER = "render";

    /** The main container, our image: starts the engine without any token. */
    public static final String WRAPPER_CONTAINER = "engine-run";

    /** Volume with what {@link #ENGINE_CONTAINER} brought; read-only but there. */
    public static final String ENGINE = "/engine";

    /**
     * Disk volume of one container that starts the engine: its own copy, which it hashes and starts. Whoever brought
     * the binary cannot reach it.
     */
    public static final String OWN_ENGINE = "/engine-own";

    /** Copied after the binary, from the file that every container has: the binary before it is whole. */
    public static final String BROUGHT = "hostname";

    /** Where {@link #ENGINE_CONTAINER} mounts the engine volume: its image has a folder {@code /engine} of its own. */
    public static final String ENGINE_TARGET = "/engine-volume";

    /** Volume with the unpacked provider mirror, read-only; only for stacks that name providers. */
    public static final String PROVIDERS = "/providers";

    /** Memory volume shared by companion, render container and engine container. */
    public static final String WORK = "/work";

    /** Memory volume of the companion alone: what must survive its restart. */
    public static final String COMPANION = "/companion";

    /** Disk volume of an apply run's companion for Git objects: whatever fills it takes no place of the state's. */
    public static final String GIT_OBJECTS = "/git-objects";

    /** Its size: twice what a run may have of them. A pod whose volume on a disk is full is evicted. */
    public static final int GIT_OBJECTS_MIB = 4096;

    /** Folder of the projected token; mounted by the companion alone. */
    public static final String TOKEN_FOLDER = "/var/run/holdpoint";

    /** The token for the role's handover desk: audience-bound and pod-bound. */
    public static final String TOKEN = TOKEN_FOLDER + "/token";

    /** Audience of the token. */
    public static final String AUDIENCE = "holdpoint-handover";

    /** Folder of the token by which the cloud knows the run's account; mounted by the engine's container alone. */
    public static final String CLOUD_FOLDER = "/var/run/holdpoint-cloud";

    /** Environment of the companion: the desk as {@code https://ip:port}. */
    public static final String DESK = "HOLDPOINT_DESK";

    /** Environment of the companion: hexadecimal SHA-256 of the desk's SubjectPublicKeyInfo. */
    public static final String DESK_PIN = "HOLDPOINT_DESK_PIN";

    /** Environment of the companion, from the downward API. */
    public static final String POD_UID = "HOLDPOINT_POD_UID";

    /** Environment of the companion, from the downward API. */
    public static final String POD_NAME = "HOLDPOINT_POD_NAME";

    /** Environment of the companion, from the downward API. */
    public static final String POD_NAMESPACE = "HOLDPOINT_POD_NAMESPACE";

    /** File stem of the operator's own backend override; a tree that has it is refused. */
    public static final String OVERRIDE_STEM = BackendOverride.STEM;

    /**
     * Arguments of one of our containers: {@code run plan --as companion}.
     *
     * @param container its name
     */
    public static List<String> arguments(RunKind kind, String container) {
        return List.of("run", kind.word(), "--as", container.equals(WRAPPER_CONTAINER) ? "wrapper" : container);
    }

    /**
     * What the container {@link #ENGINE_CONTAINER} runs: it copies in the order of its arguments (POSIX, {@code cp}), so
     * that {@link #BROUGHT} appears after the binary.
     *
     * @param program {@code tofu} or {@code terraform}, as the engine's image has it in {@code /engine}
     */
    public static List<String> copyEngine(String program) {
        return List.of("/bin/cp", "/engine/" + program, "/etc/" + BROUGHT, ENGINE_TARGET + "/");
    }

    /** The folder that {@link #ENGINE_CONTAINER} fills. */
    public Path brought() {
        return at(ENGINE);
    }

    /** The engine's binary as its container starts it. */
    public Path engine() {
        return at(OWN_ENGINE).resolve("engine");
    }

    /** The provider mirror. */
    public Path providers() {
        return at(PROVIDERS);
    }

    /** The shared volume. */
    public Path work() {
        return at(WORK);
    }

    /** The tree of the change, from the root of its repository. */
    public Path tree() {
        return work().resolve("tree");
    }

    /** {@code TF_DATA_DIR}: never inside the tree, and the same in plan and apply. */
    public Path data() {
        return work().resolve("data");
    }

    /** {@code TMPDIR} and {@code HOME} of the engine. */
    public Path scratch() {
        return work().resolve("scratch");
    }

    /** What companion and wrapper tell each other, and what the engine said. */
    public Path run() {
        return work().resolve("run");
    }

    /** The plan file. */
    public Path plan() {
        return run().resolve("plan.tfplan");
    }

    /** The companion's own volume. */
    public Path companion() {
        return at(COMPANION);
    }

    /** Git objects of an apply run. */
    public Path gitObjects() {
        return at(GIT_OBJECTS);
    }

    private Path at(String inPod) {
        return root.resolve(inPod.substring(1));
    }
}
