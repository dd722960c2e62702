package dev.holdpoint.core.change;

import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a stack at one commit: regular files under safe paths, within limits. It is materialised from Git objects
 * and never checked out, so that no link, filter or attribute of the repository takes part.
 */
public final class Tree {
    /** Most files in a tree. */
    public static final int MAX_FILES = 10_000;

    /** Most bytes of one file. */
    public static final int MAX_FILE = 4 << 20;

    /** Most bytes of all files. */
    public static final long MAX_BYTES = 64L << 20;

    private final SortedMap<RepoPath, byte[]> files;

    private Tree(SortedMap<RepoPath, byte[]> files) {
        this.files = Collections.unmodifiableSortedMap(files);
    }

    /** What became of reading a tree. */
    public sealed interface Reading {
        /** It can be materialised. */
        record Sound(Tree tree) implements Reading {}

        /** It cannot, for these reasons. */
        record Refused(List<EditFinding> findings) implements Reading {}
    }

    /** Reads entries as Git has them. */
    public static Reading read(List<TreeEntry> entries) {
        List<EditFinding> findings = new ArrayList<>();
        SortedMap<RepoPath, byte[]> files = new TreeMap<>();
        long bytes = 0;
        for (TreeEntry entry : entries) {
            String problem = RepoPath.problem(entry.rawPath());
            String shown = EditRules.printable(entry.rawPath());
            if (!problem.isEmpty()) {
                findings.add(new EditFinding("tree-hostile-path", shown, problem + ".", "Rename the file."));
            } else if (!entry.isRegular()) {
                findings.add(new EditFinding(
                        "tree-not-a-file",
                        shown,
                        "it is a symbolic link or a submodule (mode " + Integer.toOctalString(entry.mode()) + ").",
                        "Keep regular files only in a stack's folder."));
            } else if (entry.content().length > MAX_FILE) {
                findings.add(new EditFinding(
                        "tree-too-large",
                        shown,
                        "it has more than " + MAX_FILE + " bytes.",
                        "Keep large files out of the stack's folder."));
            } else {
                files.put(new RepoPath(entry.rawPath()), entry.content());
                bytes += entry.content().length;
            }
        }
        if (files.size() > MAX_FILES || bytes > MAX_BYTES) {
            findings.add(new EditFinding(
                    "tree-too-large",
                    "(all)",
                    files.size() + " files with " + bytes + " bytes; at most " + MAX_FILES + " and " + MAX_BYTES
                            + " are read.",
                    "Split the stack."));
        }
        findings.addAll(
                EditRules.collisions(entries.stream().map(TreeEntry::rawPath).toList()));
        return findings.isEmpty() ? new Reading.Sound(new Tree(files)) : new Reading.Refused(List.copyOf(findings));
    }

    /** The files by path. */
    public SortedMap<RepoPath, byte[]> files() {
        return files;
    }

    /** One line per file: digest, two spaces, path; sorted by path, as {@code sha256sum} prints it. */
    public String manifest() {
        StringBuilder text = new StringBuilder();
        files.forEach((path, bytes) ->
                text.append(Sha256.of(bytes).hex()).append("  ").append(path).append('\n'));
        return text.toString();
    }

    /** The digest of the manifest: the tree's name. */
    public Sha256 digest() {
        return Sha256.of(manifest().getBytes(StandardCharsets.UTF_8));
    }
}
