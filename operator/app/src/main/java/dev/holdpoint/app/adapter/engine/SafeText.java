package dev.holdpoint.app.adapter.engine;

import dev.holdpoint.core.change.RepoPath;
import java.util.regex.Pattern;

/** Text of the engine that may leave the companion: one short line of printable characters, without what looks secret. */
final class SafeText {
    private static final int MAX = 200;
    /** Sixteen or more characters of a key's alphabet with a digit in it: no English word has one. */
    private static final Pattern KEYLIKE = Pattern.compile("(?=[A-Za-z0-9+/=_.-]*[0-9])[A-Za-z0-9+/=_.-]{16,}");

    private SafeText() {}

    /** A summary; what does not fit is cut. */
    static String summary(String raw) {
        StringBuilder printable = new StringBuilder();
        raw.codePoints()
                .limit(MAX * 4L)
                .map(c -> c == '\n' || c == '\t' ? ' ' : c)
                .filter(c -> Character.isLetterOrDigit(c) || (c >= ' ' && c < 0x7f))
                .forEach(printable::appendCodePoint);
        String text = KEYLIKE.matcher(printable).replaceAll("(redacted)").strip();
        return text.length() <= MAX ? text : text.substring(0, MAX) + "...";
    }

    /** A file name as the engine prints it; empty unless it is a path of a tree. */
    static String file(String raw) {
        return RepoPath.problem(raw).isEmpty() ? raw : "";
    }
}
