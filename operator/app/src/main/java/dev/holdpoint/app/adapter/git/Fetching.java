package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** What is asked of the remote in a fetch, and what its answer means. */
final class Fetching {
    private static final String HEADS = "refs/heads/";
    private static final String TAGS = "refs/tags/";
    /** Local names keep objects alive and tell the remote what we have; nothing is ever read from them. */
    private static final List<RefSpec> MIRROR =
            List.of(new RefSpec("+refs/heads/*:refs/mirror/heads/*"), new RefSpec("+refs/tags/*:refs/mirror/tags/*"));

    private Fetching() {}

    static Refs fetch(Transport transport, GitRemote remote) throws IOException {
        transport.setTagOpt(TagOpt.NO_TAGS);
        transport.setRemoveDeletedRefs(true);
        FetchResult result = transport.fetch(NullProgressMonitor.INSTANCE, MIRROR);
        for (TrackingRefUpdate update : result.getTrackingRefUpdates()) {
            mirrored(update.getResult(), update.getRemoteName());
        }
        return refs(result, remote);
    }

    private static Refs refs(FetchResult result, GitRemote remote) {
        SortedMap<String, String> seen = new TreeMap<>();
        for (Ref ref : result.getAdvertisedRefs()) {
            String name = ref.getName();
            if ((name.startsWith(HEADS) || name.startsWith(TAGS)) && ref.getObjectId() != null) {
                seen.put(name, ref.getObjectId().name());
            }
        }
        if (seen.size() > remote.limits().refs()) {
            throw new Stalled("The remote " + remote.shown() + " has " + seen.size() + " branches and tags; at most "
                    + remote.limits().refs() + " are read. Delete old ones.");
        }
        return new Refs(seen);
    }

    private static void mirrored(RefUpdate.Result result, String ref) {
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE, RENAMED -> {
                // The mirror stands where the remote does.
            }
            case LOCK_FAILURE -> throw new Unavailable("Another fetch holds the local copy of " + ref + ".");
            case NOT_ATTEMPTED,
                    REJECTED,
                    REJECTED_CURRENT_BRANCH,
                    IO_FAILURE,
                    REJECTED_MISSING_OBJECT,
                    REJECTED_OTHER_REASON ->
                throw new Stalled("The local copy of " + ref + " cannot be written (" + result
                        + "). See that the cache folder is writable and its disk not full; it may be deleted.");
        }
    }
}
