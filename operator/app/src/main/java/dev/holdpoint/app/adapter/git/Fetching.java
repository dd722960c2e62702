package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;

/**
 * Asks for the refs, then for what they point at. Local refs keep the objects alive and tell the remote what is here;
 * they are named by object id, so that no name at the remote (a branch that becomes a folder of branches) can stand in
 * the way of the next fetch.
 */
final class Fetching {
    private static final String HEADS = "refs/heads/";
    private static final String TAGS = "refs/tags/";
    private static final String KEPT = "refs/kept/";
    private static final List<RefSpec> WANTED =
            List.of(new RefSpec("refs/heads/*:refs/heads/*"), new RefSpec("refs/tags/*:refs/tags/*"));

    private final Transport transport;
    private final Repository local;
    private final GitRemote remote;

    Fetching(Transport transport, Repository local, GitRemote remote) {
        this.transport = transport;
        this.local = local;
        this.remote = remote;
    }

    /**
     * What a fetch came to.
     *
     * @param read refs whose objects are here now
     * @param left refs that were not asked for and are not here, by the object that they point at
     */
    record Fetched(SortedMap<String, String> read, SortedMap<String, String> left) {}

    /** @param wanted by name and object id: what to ask for, of what is not here yet */
    Fetched fetch(BiPredicate<String, String> wanted) throws IOException {
        try (FetchConnection connection = transport.openFetch(WANTED)) {
            SortedMap<String, Ref> advertised = advertised(connection.getRefs());
            Set<String> kept = kept();
            Map<String, Ref> missing = new LinkedHashMap<>();
            advertised.forEach((name, ref) -> {
                String id = ref.getObjectId().name();
                if (!kept.contains(id) && wanted.test(name, id)) {
                    missing.put(id, ref);
                }
            });
            if (!missing.isEmpty()) {
                connection.fetch(NullProgressMonitor.INSTANCE, missing.values(), Set.of(), null);
            }
            Fetched fetched = new Fetched(new TreeMap<>(), new TreeMap<>());
            advertised.forEach((name, ref) -> {
                String id = ref.getObjectId().name();
                (kept.contains(id) || missing.containsKey(id) ? fetched.read() : fetched.left()).put(name, id);
            });
            keep(kept, new HashSet<>(fetched.read().values()));
            for (PackLock lock : connection.getPackLocks()) {
                lock.unlock();
            }
            return fetched;
        }
    }

    private SortedMap<String, Ref> advertised(Collection<Ref> refs) {
        SortedMap<String, Ref> seen = new TreeMap<>();
        for (Ref ref : refs) {
            String name = ref.getName();
            if ((name.startsWith(HEADS) || name.startsWith(TAGS)) && ref.getObjectId() != null) {
                seen.put(name, ref);
            }
        }
        if (seen.size() > remote.limits().refs()) {
            throw new Stalled("The remote " + remote.shown() + " has " + seen.size() + " branches and tags; at most "
                    + remote.limits().refs() + " are read. Delete old ones.");
        }
        return seen;
    }

    private Set<String> kept() throws IOException {
        Set<String> kept = new HashSet<>();
        for (Ref ref : local.getRefDatabase().getRefsByPrefix(KEPT)) {
            kept.add(ref.getName().substring(KEPT.length()));
        }
        return kept;
    }

    private void keep(Set<String> before, Set<String> now) throws IOException {
        BatchRefUpdate batch = local.getRefDatabase().newBatchUpdate();
        batch.setAllowNonFastForwards(true);
        for (String id : now) {
            if (!before.contains(id)) {
                batch.addCommand(new ReceiveCommand(ObjectId.zeroId(), ObjectId.fromString(id), KEPT + id));
            }
        }
        for (String id : before) {
            if (!now.contains(id)) {
                batch.addCommand(new ReceiveCommand(ObjectId.fromString(id), ObjectId.zeroId(), KEPT + id));
            }
        }
        if (batch.getCommands().isEmpty()) {
            return;
        }
        try (RevWalk walk = new RevWalk(local)) {
            batch.execute(walk, NullProgressMonitor.INSTANCE);
        }
        batch.getCommands().forEach(command -> done(command.getResult()));
    }

    private static void done(ReceiveCommand.Result result) {
        switch (result) {
            case OK -> {
                // As wished.
            }
            case LOCK_FAILURE -> throw new Unavailable("Another process holds the local copy of the repository.");
            case NOT_ATTEMPTED,
                    REJECTED_NOCREATE,
                    REJECTED_NODELETE,
                    REJECTED_NONFASTFORWARD,
                    REJECTED_CURRENT_BRANCH,
                    REJECTED_MISSING_OBJECT,
                    REJECTED_OTHER_REASON ->
                throw new Stalled("The local copy of the repository cannot be written (" + result
                        + "). See that the cache folder is writable and its disk not full; it may be deleted.");
        }
    }
}
