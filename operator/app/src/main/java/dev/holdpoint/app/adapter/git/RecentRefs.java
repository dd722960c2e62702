package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.Guest;
import dev.holdpoint.app.port.PushResult;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.change.TreeEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.LongSupplier;

/**
 * A repository that asks the remote for its refs at most once in a short while, for the role that decides nothing on
 * which an apply rests: a change goes through five passes before its plan starts, each of which reads the refs twice. What
 * this process pushes is seen at once; what others push is seen a moment later, by its watch and by its passes alike. The
 * attestor and the apply pod never use it: they read at the source.
 */
public final class RecentRefs implements Repository {
    private final Repository source;
    private final long nanos;
    private final LongSupplier clock;
    private Refs refs;
    private long readAt;

    /** @param clock as {@link System#nanoTime} */
    public RecentRefs(Repository source, Duration atMost, LongSupplier clock) {
        this.source = source;
        this.nanos = atMost.toNanos();
        this.clock = clock;
    }

    @Override
    public synchronized Refs fetch() {
        if (refs == null || clock.getAsLong() - readAt >= nanos) {
            refs = null;
            long began = clock.getAsLong();
            refs = source.fetch();
            readAt = began;
        }
        return refs;
    }

    @Override
    public Guest bring(Refs seen, String ref) {
        return source.bring(seen, ref);
    }

    @Override
    public Guest holding(Refs seen, String where, String commit) {
        return source.holding(seen, where, commit);
    }

    /** Whatever came of it, what was known before is old. */
    @Override
    public PushResult push(List<RefMove> moves) {
        try {
            return source.push(moves);
        } finally {
            forget();
        }
    }

    private synchronized void forget() {
        refs = null;
    }

    @Override
    public List<TreeEntry> tree(String commit, String folder) {
        return source.tree(commit, folder);
    }

    @Override
    public Optional<byte[]> file(String commit, String path) {
        return source.file(commit, path);
    }

    @Override
    public boolean contains(String commit, String ancestor) {
        return source.contains(commit, ancestor);
    }

    @Override
    public Optional<String> mergeBase(String one, String other) {
        return source.mergeBase(one, other);
    }

    @Override
    public SortedMap<String, Integer> touched(String from, String to) {
        return source.touched(from, to);
    }

    @Override
    public Set<String> emails(String from, String to) {
        return source.emails(from, to);
    }

    @Override
    public String write(CommitDraft draft) {
        return source.write(draft);
    }

    @Override
    public byte[] commit(String id) {
        return source.commit(id);
    }

    @Override
    public List<SignedTag> tags(Refs seen, String prefix) {
        return source.tags(seen, prefix);
    }
}
