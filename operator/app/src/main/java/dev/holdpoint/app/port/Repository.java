package dev.holdpoint.app.port;

import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.change.TreeEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * One Git repository as an object database; no worktree is ever made. Commits are named by their 40 hexadecimal digits.
 * Everything read is bounded; everything written is the same bytes when written again with the same arguments, so a
 * second attempt makes the same commit. Every call throws {@link Unavailable} when the remote does not answer and
 * {@link Stalled} when it is not the one that the settings name (host identity, credentials).
 */
public interface Repository {
    /** Most paths that {@link #touched} tells; one more says that there are others. */
    int MAX_TOUCHED = 100_000;

    /**
     * Reads the remote's refs now, uncached, and fetches all that they point at, but for the branches of agents: whose
     * content is needed, is brought by {@link #bring} or {@link #holding}.
     */
    Refs fetch();

    /** Brings what the branch of an agent points at. */
    Guest bring(Refs seen, String ref);

    /**
     * Brings a commit that a branch holds now; what an old cache holds is none.
     *
     * @param where full name of that branch, or with a slash at its end a prefix of the names of some
     */
    Guest holding(Refs seen, String where, String commit);

    /**
     * The entries of a folder, recursively, by path from the root of the repository.
     *
     * @param folder empty for the root
     */
    List<TreeEntry> tree(String commit, String folder);

    /** A regular file of at most {@link dev.holdpoint.core.change.Tree#MAX_FILE} bytes; empty when there is none. */
    Optional<byte[]> file(String commit, String path);

    /** Whether {@code ancestor} is {@code commit} or is reachable from it; a commit that is not here is not. */
    boolean contains(String commit, String ancestor);

    /** The best common ancestor; empty when the histories have nothing in common. */
    Optional<String> mergeBase(String one, String other);

    /**
     * Raw paths that differ between the trees of two commits, with the Git mode afterwards; 0 where the file went. When
     * there are more than {@link #MAX_TOUCHED}, some of them are missing.
     */
    SortedMap<String, Integer> touched(String from, String to);

    /**
     * Addresses of all authors, committers and co-authors (trailer Co-authored-by) in {@code from..to}, lower case;
     * reading ends after a thousand.
     */
    Set<String> emails(String from, String to);

    /** Writes a commit into the local object database. Nothing is pushed. */
    String write(CommitDraft draft);

    /** The raw commit object, as {@code git cat-file commit} prints it, for whoever checks its signature. */
    byte[] commit(String id);

    /** The annotated tags that the fetch saw below a prefix of full ref names; lightweight tags are left out. */
    List<SignedTag> tags(Refs seen, String prefix);

    /** Moves refs at the remote, all or none; each with a lease on what was seen. */
    PushResult push(List<RefMove> moves);
}
