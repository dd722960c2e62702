package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.Transport;

/**
 * Asks for the refs, then for what they point at. Local refs keep the objects alive and tell the remote what is here;
 * they are named by object id, so that no name at the remote (a branch that becomes a folder of branches) can stand in
 * the way of the next fetch.
 */
final class Fetching {
    private final Transport transport;
    private final BoundedRepository local;
    private final GitRemote remote;

    Fetching(Transport transport, BoundedRepository local, GitRemote remote) {
        this.transport = transport;
        this.local = local;
        this.remote = remote;
    }

    /**
     * Lists the refs of the scope and fetches those that are nobody's guests, and them alone: what is kept of others
     * goes.
     */
    SortedMap<String, String> own(RefScope scope) throws IOException {
        return fetch(scope, (name, id) -> !RefScope.isGuest(name), false);
    }

    /** Lists the refs of the scope and fetches those that are wanted, by name and object id; what was kept stays. */
    SortedMap<String, String> guests(RefScope scope, BiPredicate<String, String> wanted) throws IOException {
        return fetch(scope, wanted, true);
    }

    private SortedMap<String, String> fetch(RefScope scope, BiPredicate<String, String> wanted, boolean keepOthers)
            throws IOException {
        try (FetchConnection connection = transport.openFetch(scope.specs())) {
            SortedMap<String, Ref> advertised = advertised(connection.getRefs(), scope);
            Set<String> kept = local.kept();
            Set<String> keep = new HashSet<>(keepOthers ? kept : Set.of());
            Map<String, Ref> missing = new LinkedHashMap<>();
            SortedMap<String, String> names = new TreeMap<>();
            advertised.forEach((name, ref) -> {
                String id = ref.getObjectId().name();
                names.put(name, id);
                if (wanted.test(name, id)) {
                    keep.add(id);
                    if (!kept.contains(id)) {
                        missing.put(id, ref);
                    }
                }
            });
            if (!missing.isEmpty()) {
                connection.fetch(NullProgressMonitor.INSTANCE, missing.values(), Set.of(), null);
            }
            keep(kept, keep);
            for (PackLock lock : connection.getPackLocks()) {
                lock.unlock();
            }
            return names;
        }
    }

    /** Of branches of agents as many are told as of other refs; who is not told is brought by name. */
    private SortedMap<String, Ref> advertised(Collection<Ref> refs, RefScope scope) {
        int most = remote.limits().refs();
        SortedMap<String, Ref> others = new TreeMap<>();
        SortedMap<String, Ref> agents = new TreeMap<>();
        for (Ref ref : refs) {
            if (scope.holds(ref.getName()) && ref.getObjectId() != null) {
                (ref.getName().startsWith(RefScope.AGENTS) ? agents : others).put(ref.getName(), ref);
            }
        }
        if (others.size() > most) {
            throw new Stalled("The remote " + remote.shown() + " has " + others.size()
                    + " branches and tags that no agent pushed; at most " + most + " are read. Delete old ones.");
        }
        agents.entrySet().stream().limit(most).forEach(agent -> others.put(agent.getKey(), agent.getValue()));
        return others;
    }

    private void keep(Set<String> before, Set<String> now) throws IOException {
        BatchRefUpdate batch = local.getRefDatabase().newBatchUpdate();
        batch.setAllowNonFastForwards(true);
        for (String id : now) {
            if (!before.contains(id)) {
                batch.addCommand(
                        new ReceiveCommand(ObjectId.zeroId(), ObjectId.fromString(id), BoundedRepository.KEPT + id));
            }
        }
        for (String id : before) {
            if (!now.contains(id)) {
                batch.addCommand(
                        new ReceiveCommand(ObjectId.fromString(id), ObjectId.zeroId(), BoundedRepository.KEPT + id));
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
