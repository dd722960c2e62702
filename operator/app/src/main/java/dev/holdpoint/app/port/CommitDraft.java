package dev.holdpoint.app.port;

import dev.holdpoint.core.approval.SshSigner;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A commit to be written. Time is an argument, so the same draft is the same commit.
 *
 * @param parents in order; none for a root commit
 * @param tree the commit whose tree is taken; empty for an empty tree
 * @param writes by raw path, what is done to that tree
 * @param author who wrote it
 * @param committer who put it there
 * @param when both times, whole seconds, UTC
 * @param message with trailers
 * @param signer signs the commit as {@code git commit -S} with gpg.format=ssh does (namespace git); empty: unsigned
 */
public record CommitDraft(
        List<String> parents,
        Optional<String> tree,
        SortedMap<String, FileWrite> writes,
        Ident author,
        Ident committer,
        Instant when,
        String message,
        Optional<SshSigner> signer) {
    public CommitDraft {
        parents = List.copyOf(parents);
        writes = Collections.unmodifiableSortedMap(new TreeMap<>(writes));
    }

    /** The same commit, signed. */
    public CommitDraft signedBy(SshSigner by) {
        return new CommitDraft(parents, tree, writes, author, committer, when, message, Optional.of(by));
    }

    /** A name and an address, as Git has them. */
    public record Ident(String name, String email) {}

    /** What is done to one path. */
    public sealed interface FileWrite {
        /** The file has this content afterwards. */
        record Put(byte[] content, int mode) implements FileWrite {}

        /** The file is afterwards as it is in this commit, content and mode. */
        record CopyFrom(String commit) implements FileWrite {}

        /** The file is not there afterwards. */
        record Remove() implements FileWrite {}
    }
}
