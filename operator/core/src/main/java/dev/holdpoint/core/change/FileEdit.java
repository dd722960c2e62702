package dev.holdpoint.core.change;

/** One edit of one file. */
public sealed interface FileEdit {
    /** The file. */
    RepoPath path();

    /** A file that was not there. */
    record Create(RepoPath path, byte[] content) implements FileEdit {}

    /** New content for a file that was there. */
    record Replace(RepoPath path, byte[] content) implements FileEdit {}

    /** The file goes. */
    record Delete(RepoPath path) implements FileEdit {}
}
