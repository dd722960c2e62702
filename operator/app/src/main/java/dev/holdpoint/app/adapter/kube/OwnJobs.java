package dev.holdpoint.app.adapter.kube;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Jobs that this process created itself, by UID. Labels, names and annotations can be written by whoever may create
 * Jobs in the namespace; a Job that somebody else made under the name of one of ours hands nothing over. A restarted role
 * knows none of its former runs, whose desk is gone with it, and starts new attempts.
 */
public final class OwnJobs {
    private final Set<String> uids = ConcurrentHashMap.newKeySet();

    void add(Job created) {
        uids.add(created.getMetadata().getUid());
    }

    boolean has(Job job) {
        return uids.contains(job.getMetadata().getUid());
    }
}
