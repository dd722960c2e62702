package dev.holdpoint.e2e.cluster;

import java.util.List;

/** What is there now. {@code running} means that the API server answers ready and every part that was started still lives. */
public record ClusterStatus(boolean running, List<Part> parts) {
    public ClusterStatus {
        parts = List.copyOf(parts);
    }

    /** One process of the cluster; {@code pid} is 0 when it does not live. */
    public record Part(String name, long pid) {
        public boolean alive() {
            return pid != 0;
        }
    }
}
