package dev.holdpoint.e2e.path;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What the roles said last: without it a scenario that waited in vain says where it stood and not why. */
final class RoleLogs {
    private static final int LINES = 12;
    private static final int WIDTH = 300;

    private RoleLogs() {}

    /** The last lines of each role, long ones cut. */
    static String tail(KubernetesClient admin) {
        StringBuilder tail = new StringBuilder();
        for (Pod pod : admin.pods().inNamespace("holdpoint-system").list().getItems()) {
            tail.append('\n').append(pod.getMetadata().getName()).append(':');
            log(admin, pod)
                    .lines()
                    .forEach(line ->
                            tail.append("\n  ").append(line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line));
        }
        return tail.toString();
    }

    private static String log(KubernetesClient admin, Pod pod) {
        try {
            return admin.pods()
                    .resource(pod)
                    .usingTimestamps()
                    .tailingLines(LINES)
                    .getLog();
        } catch (KubernetesClientException e) {
            return "no log: " + e.getMessage();
        }
    }
}
