package dev.holdpoint.core.scan;

import dev.holdpoint.core.change.RepoPath;

/**
 * Where something stands, fit to be printed.
 *
 * @param line from 1; 0 for the whole file
 */
record Place(String file, int line) {
    private static final int SHOWN = 80;

    static Place of(RepoPath path, int line) {
        return new Place(printable(path.text(), 512), line);
    }

    static Place of(RepoPath path) {
        return of(path, 0);
    }

    /** A name from the tree, in quotes, cut, and with everything escaped that a terminal or a comment could obey. */
    static String quoted(String raw) {
        return "\"" + printable(raw, SHOWN) + "\"";
    }

    private static String printable(String raw, int most) {
        StringBuilder out = new StringBuilder();
        raw.codePoints().limit(most).forEach(c -> {
            if (c >= ' ' && c < 0x7f && c != '"' && c != '`') {
                out.appendCodePoint(c);
            } else {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return raw.codePointCount(0, raw.length()) > most ? out + "…" : out.toString();
    }
}
