package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.Guest;
import dev.holdpoint.app.port.PushResult;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.change.TreeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * The port of a repository on JGit: a bare object database in a folder that may be deleted at any time, and a remote
 * over https. One folder belongs to one process. Safe for many threads; one of them talks to the remote at a time.
 */
public final class JGitRepository implements Repository, AutoCloseable {
    private final GitRemote remote;
    private final RefScope scope;
    private final Talking talking;

    /** What nobody's guests point at. */
    private final BoundedRepository own;

    /** All of it, and what is written here. */
    private final GuestStore local;

    private final Guests guests;

    private final LocalReading reading;

    /** All branches and tags of the remote. */
    public JGitRepository(Path folder, GitRemote remote) {
        this(folder, remote, RefScope.ALL);
    }

    /**
     * Opens the folder, or makes it.
     *
     * @param scope which refs are seen at all
     * @throws Stalled when the remote's URL or CA cannot be used, or the folder not be written
     */
    public JGitRepository(Path folder, GitRemote remote, RefScope scope) {
        this(folder, remote, scope, System::nanoTime);
    }

    JGitRepository(Path folder, GitRemote remote, RefScope scope, LongSupplier clock) {
        this.remote = remote;
        this.scope = scope;
        this.talking = new Talking(remote);
        try {
            Files.createDirectories(folder);
            this.own = BoundedRepository.in(folder, remote.limits().object());
            this.local = new GuestStore(
                    folder.resolve("guests"), own, remote.limits().guests(), clock);
        } catch (IOException e) {
            throw new Stalled("The cache folder of " + remote.shown() + " cannot be written.", e);
        }
        this.reading = new LocalReading(local::current, remote);
        this.guests = new Guests(remote, local, this::ask, scope);
    }

    @Override
    public void close() {
        local.close();
        own.close();
    }

    /** Something that is done on local objects. */
    @FunctionalInterface
    private interface Locally<T> {
        T done() throws IOException;
    }

    private <T> T locally(Locally<T> work) {
        try {
            return work.done();
        } catch (IOException e) {
            throw LocalReading.unusable(remote, e);
        }
    }

    @Override
    public Refs fetch() {
        return locally(() -> guests.refs(talking.talk(own, remote.limits().transfer(), (transport, conversation) -> {
            SortedMap<String, String> listed = new Fetching(transport, own, remote).own(scope);
            own.autoGC(NullProgressMonitor.INSTANCE);
            return listed;
        })));
    }

    @Override
    public Guest bring(Refs seen, String ref) {
        return locally(() -> guests.bring(seen, ref));
    }

    @Override
    public Guest holding(Refs seen, String where, String commit) {
        return locally(() -> guests.holding(seen, where, commit, tip -> contains(tip, commit)));
    }

    private Guests.Came ask(RefScope about, BiPredicate<String, String> wanted, long mostBytes) {
        BoundedRepository into = local.current();
        long most = Math.min(mostBytes, remote.limits().transfer());
        return locally(() -> talking.talk(into, most, (transport, conversation) -> {
            try {
                return new Guests.Came.All(new Fetching(transport, into, remote).guests(about, wanted));
            } catch (TransportException e) {
                if (Failures.isTooLarge(e)) {
                    return new Guests.Came.TooLarge();
                }
                if (Failures.isTooMuch(e)) {
                    return new Guests.Came.TooMany();
                }
                throw e;
            }
        }));
    }

    @Override
    public PushResult push(List<RefMove> moves) {
        BoundedRepository from = local.current();
        PushResult result = locally(() -> talking.talk(from, remote.limits().transfer(), (transport, conversation) -> {
            try {
                return Pushing.push(transport, from, moves);
            } catch (TransportException e) {
                if (conversation.lastStatus() == Failures.FORBIDDEN) {
                    return new PushResult.Denied(
                            moves.getFirst().ref(), "it does not let our user push (HTTP " + Failures.FORBIDDEN + ")");
                }
                throw e;
            }
        }));
        // Each server has other words for a race that was lost between its list of refs and the push.
        return result instanceof PushResult.Denied denied ? lostOr(denied, moves) : result;
    }

    private PushResult lostOr(PushResult.Denied denied, List<RefMove> moves) {
        Refs now = fetch();
        return moves.stream()
                .filter(move -> !now.at(move.ref()).equals(move.seen()))
                .map(move -> (PushResult) new PushResult.LeaseLost(move.ref()))
                .findFirst()
                .orElse(denied);
    }

    @Override
    public List<TreeEntry> tree(String commit, String folder) {
        return reading.tree(commit, folder);
    }

    @Override
    public Optional<byte[]> file(String commit, String path) {
        return reading.file(commit, path);
    }

    @Override
    public boolean contains(String commit, String ancestor) {
        return reading.contains(commit, ancestor);
    }

    @Override
    public Optional<String> mergeBase(String one, String other) {
        return reading.mergeBase(one, other);
    }

    @Override
    public SortedMap<String, Integer> touched(String from, String to) {
        return reading.touched(from, to);
    }

    @Override
    public Set<String> emails(String from, String to) {
        return reading.emails(from, to);
    }

    @Override
    public byte[] commit(String id) {
        return reading.commit(id);
    }

    @Override
    public List<SignedTag> tags(Refs seen, String prefix) {
        return reading.tags(seen, prefix);
    }

    @Override
    public String write(CommitDraft draft) {
        try (ObjectInserter inserter = local.current().newObjectInserter();
                ObjectReader reader = inserter.newReader()) {
            Optional<ObjectId> root = draft.tree().isPresent()
                    ? Optional.of(LocalReading.treeOf(reader, draft.tree().get()))
                    : Optional.empty();
            ObjectId tree = new TreeEditing(
                            new TreeReading(reader), commit -> LocalReading.treeOf(reader, commit), inserter)
                    .edit(root, draft.writes());
            String commit = inserter.insert(Constants.OBJ_COMMIT, CommitBytes.of(draft, tree))
                    .name();
            inserter.flush();
            return commit;
        } catch (IOException e) {
            throw LocalReading.unusable(remote, e);
        }
    }
}
