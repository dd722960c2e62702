package dev.holdpoint.e2e.path;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code kill -9}, as a machine or the kernel's memory killer does it. */
final class Crash {
    private static final String SYSTEM = "holdpoint-system";
    private static final String LABEL = "app.kubernetes.io/name";

    private Crash() {}

    /** Kills a role's process and takes its pod away; the Deployment makes another one. Returns how many processes. */
    static int role(Place place, String role) {
        int killed = 0;
        KubernetesClient admin = place.admin();
        for (Pod pod :
                admin.pods().inNamespace(SYSTEM).withLabel(LABEL, role).list().getItems()) {
            killed += processes(pod);
            // A container that is killed twice waits before it starts again; a new pod does not.
            admin.resource(pod).withGracePeriod(0).delete();
        }
        return killed;
    }

    /** Kills all processes of a pod's containers; returns how many. */
    static int processes(Pod pod) {
        List<ProcessHandle> victims = processesOf(pod);
        victims.forEach(ProcessHandle::destroyForcibly);
        return victims.size();
    }

    /** All processes of a pod's containers. */
    static List<ProcessHandle> processesOf(Pod pod) {
        String uid = pod.getMetadata().getUid();
        return ProcessHandle.allProcesses()
                .filter(process -> belongs(process, uid))
                .toList();
    }

    /** Its words, separated by blanks; empty when it ended meanwhile. */
    static String commandLine(ProcessHandle process) {
        return read(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                .orElse("")
                .replace('\0', ' ');
    }

    /** The process that holds the pod's network open is the kubelet's, not the pod's. */
    private static boolean belongs(ProcessHandle process, String podUid) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        String cgroup = read(proc.resolve("cgroup")).orElse("");
        return (cgroup.contains("pod" + podUid) || cgroup.contains("pod" + podUid.replace('-', '_')))
                && !read(proc.resolve("comm")).orElse("").strip().equals("pause");
    }

    /** Empty for a process that ended meanwhile. */
    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
