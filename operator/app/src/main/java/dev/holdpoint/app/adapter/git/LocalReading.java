package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** What is read from local objects alone; a reader sees the objects that were here when it began. */
final class LocalReading {
    /** A vote has at most 16,384 bytes; what is longer is cut, and refused for its length. */
    private static final int MAX_TAG = 32_768;

    private static final int MAX_ADDRESSES = 1_000;

    private final Supplier<BoundedRepository> where;
    private final GitRemote remote;

    /** @param where the objects lie now */
    LocalReading(Supplier<BoundedRepository> where, GitRemote remote) {
        this.where = where;
        this.remote = remote;
    }

    /** Something that is read from local objects. */
    @FunctionalInterface
    private interface Reading<T> {
        T with(ObjectReader reader) throws IOException;
    }

    private <T> T read(Reading<T> reading) {
        try (ObjectReader reader = where.get().newObjectReader()) {
            return reading.with(reader);
        } catch (IOException e) {
            throw unusable(remote, e);
        }
    }

    List<TreeEntry> tree(String commit, String folder) {
        return read(reader -> new TreeReading(reader).files(treeOf(reader, commit), folder));
    }

    Optional<byte[]> file(String commit, String path) {
        return read(reader -> {
            TreeReading reading = new TreeReading(reader);
            Optional<RawTree.Entry> entry =
                    reading.find(treeOf(reader, commit), path).filter(RawTree.Entry::isRegular);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            byte[] content = reading.content(entry.get().id());
            return content.length > Tree.MAX_FILE ? Optional.empty() : Optional.of(content);
        });
    }

    boolean contains(String commit, String ancestor) {
        return read(reader -> {
            try (RevWalk walk = new RevWalk(reader)) {
                walk.setRetainBody(false);
                Optional<RevCommit> tip = commit(walk, commit);
                Optional<RevCommit> below = commit(walk, ancestor);
                return tip.isPresent() && below.isPresent() && walk.isMergedInto(below.get(), tip.get());
            }
        });
    }

    Optional<String> mergeBase(String one, String other) {
        return read(reader -> {
            try (RevWalk walk = new RevWalk(reader)) {
                walk.setRetainBody(false);
                Optional<RevCommit> first = commit(walk, one);
                Optional<RevCommit> second = commit(walk, other);
                if (first.isEmpty() || second.isEmpty()) {
                    return Optional.empty();
                }
                walk.setRevFilter(RevFilter.MERGE_BASE);
                walk.markStart(first.get());
                walk.markStart(second.get());
                return Optional.ofNullable(walk.next()).map(RevCommit::name);
            }
        });
    }

    /** A commit that is here; a commit that is not, or an id of something else, is none. */
    private static Optional<RevCommit> commit(RevWalk walk, String id) throws IOException {
        try {
            return Optional.of(walk.parseCommit(ObjectId.fromString(id)));
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return Optional.empty();
        }
    }

    SortedMap<String, Integer> touched(String from, String to) {
        return read(reader -> new TreeReading(reader)
                .differences(treeOf(reader, from), treeOf(reader, to), JGitRepository.MAX_TOUCHED));
    }

    Set<String> emails(String from, String to) {
        return read(reader -> {
            Set<String> found = new TreeSet<>();
            try (RevWalk walk = new RevWalk(reader)) {
                walk.setRetainBody(false);
                walk.markStart(walk.parseCommit(ObjectId.fromString(to)));
                walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from)));
                for (RevCommit next = walk.next(); next != null && found.size() < MAX_ADDRESSES; next = walk.next()) {
                    People.gather(raw(reader, next), found);
                }
            }
            return found;
        });
    }

    byte[] commit(String id) {
        return read(reader -> raw(reader, ObjectId.fromString(id)));
    }

    private static byte[] raw(ObjectReader reader, ObjectId commit) throws IOException {
        try {
            return reader.open(commit, Constants.OBJ_COMMIT).getBytes(Tree.MAX_FILE);
        } catch (LargeObjectException e) {
            throw new Stalled(
                    "The commit " + commit.name() + " has a message of megabytes. Delete the branch that holds it.", e);
        }
    }

    static ObjectId treeOf(ObjectReader reader, String commit) throws IOException {
        byte[] raw = raw(reader, ObjectId.fromString(commit));
        // "tree ", 40 digits: the first line of every commit.
        return ObjectId.fromString(raw, "tree ".length());
    }

    List<SignedTag> tags(Refs seen, String prefix) {
        return read(reader -> {
            List<SignedTag> tags = new ArrayList<>();
            for (String ref : seen.below(prefix)) {
                ObjectLoader object =
                        reader.open(ObjectId.fromString(seen.byName().get(ref)));
                if (object.getType() == Constants.OBJ_TAG) {
                    try (InputStream in = object.openStream()) {
                        tags.add(new SignedTag(ref, in.readNBytes(MAX_TAG)));
                    }
                }
            }
            return tags;
        });
    }

    static Stalled unusable(GitRemote remote, IOException e) {
        return new Stalled(
                "The local copy of " + remote.shown() + " cannot be used: " + Pushing.words(e.getMessage(), "")
                        + ". See that its disk is not full; the cache folder may be deleted.",
                e);
    }
}
