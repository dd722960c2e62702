package dev.holdpoint.core.change;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * A path inside a repository, with forward slashes, that is safe to write on any file system: no way out, no way into
 * {@code .git} under any of the disguises that file systems fold away (Git's own {@code verify_path} and its fixes of
 * CVE-2014-9390 and CVE-2019-1352 are the source of the list).
 */
public record RepoPath(String text) implements Comparable<RepoPath> {
    private static final int MAX_LENGTH = 512;
    private static final int MAX_SEGMENT = 255;

    /** Checks that the text is a path. Use {@link #problem} on text that anybody may have written. */
    public RepoPath {
        String problem = problem(text);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Why this text is no path of ours, in words that hold no raw input; empty when it is one. */
    public static String problem(String raw) {
        if (raw.isEmpty() || raw.length() > MAX_LENGTH) {
            return "a path has 1 to " + MAX_LENGTH + " characters, this one has " + raw.length();
        }
        if (raw.startsWith("/") || raw.endsWith("/") || raw.contains("//")) {
            return "a path is relative and has no empty part";
        }
        if (raw.chars().anyMatch(RepoPath::isHostile)) {
            return "a path holds no control, direction, zero-width or backslash characters, and no colon";
        }
        if (!Normalizer.isNormalized(raw, Normalizer.Form.NFC)) {
            return "a path is in Unicode form NFC";
        }
        for (String segment : raw.split("/")) {
            if (segment.equals(".") || segment.equals("..")) {
                return "a path has no '.' or '..' part";
            }
            if (segment.length() > MAX_SEGMENT) {
                return "a part of a path has at most " + MAX_SEGMENT + " characters";
            }
            if (segment.endsWith(".") || segment.endsWith(" ")) {
                return "a part of a path does not end in a dot or a space (some file systems drop them)";
            }
            if (isGit(segment)) {
                return "a path does not lead into .git, under no disguise";
            }
        }
        return "";
    }

    private static boolean isHostile(int c) {
        return c < ' '
                || c == 0x7f
                || c == '\\'
                || c == ':'
                || (c >= 0x80 && c <= 0x9f)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                || Character.getType(c) == Character.SURROGATE
                || Character.getType(c) == Character.PRIVATE_USE;
    }

    /** {@code .git} itself, its NTFS short name, and what case-folding file systems make the same. */
    private static boolean isGit(String segment) {
        String folded = Normalizer.normalize(segment, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return folded.equals(".git") || folded.startsWith("git~");
    }

    /** The parts. */
    public List<String> segments() {
        return List.of(text.split("/"));
    }

    /** True when this lies in the folder; every path lies in the empty folder. */
    public boolean isUnder(String folder) {
        return folder.isEmpty() || text.startsWith(folder + "/");
    }

    /** The path without the folder in front. */
    public RepoPath relativeTo(String folder) {
        return folder.isEmpty() ? this : new RepoPath(text.substring(folder.length() + 1));
    }

    /** What two names must not share, because some file systems cannot keep them apart. */
    public String folded() {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(RepoPath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
