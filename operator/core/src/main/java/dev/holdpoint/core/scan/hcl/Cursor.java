package dev.holdpoint.core.scan.hcl;

/** A place in the text, and the few moves that all readers share. */
final class Cursor {
    /** Deepest nesting of blocks, brackets and templates together. */
    static final int MAX_DEPTH = 64;

    private static final char END = '\0';

    private final String text;
    private final boolean oneLine;
    private int line;
    private int counted;
    private int pos;
    private int depth;

    /** Whether a line break ends an expression here; not so inside parentheses, brackets and interpolations. */
    private boolean breaks = true;

    private Cursor(String text, int line, boolean oneLine) {
        this.text = text;
        this.line = line;
        this.oneLine = oneLine;
    }

    static Cursor over(String text) {
        return new Cursor(text, 1, false);
    }

    /** Over a text that came out of one line of another one: every place in it is that line. */
    static Cursor within(String text, int line) {
        return new Cursor(text, line, true);
    }

    boolean atEnd() {
        return pos >= text.length();
    }

    /** The character at a distance; NUL past the end (a NUL in a file is refused before any reader sees it). */
    char at(int distance) {
        return pos + distance < text.length() ? text.charAt(pos + distance) : END;
    }

    boolean looksAt(String what) {
        return text.startsWith(what, pos);
    }

    void move(int by) {
        pos += by;
    }

    boolean take(String what) {
        if (!looksAt(what)) {
            return false;
        }
        pos += what.length();
        return true;
    }

    void expect(String what, String where) throws Unreadable {
        if (!take(what)) {
            throw bad("expected '" + what + "' " + where);
        }
    }

    /** The rest of this line, without moving. */
    String restOfLine() {
        int end = text.indexOf('\n', pos);
        return text.substring(pos, end < 0 ? text.length() : end);
    }

    /** The line of this place, from 1. Places are asked for in rising order, so counting is linear. */
    int line() {
        if (!oneLine) {
            for (; counted < Math.min(pos, text.length()); counted++) {
                if (text.charAt(counted) == '\n') {
                    line++;
                }
            }
        }
        return line;
    }

    Unreadable bad(String why) {
        return new Unreadable(line(), why);
    }

    void enter() throws Unreadable {
        if (++depth > MAX_DEPTH) {
            throw bad("nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    void leave() {
        depth--;
    }

    boolean breaks() {
        return breaks;
    }

    /** Sets whether line breaks count, and returns what held before, to be set again. */
    boolean setBreaks(boolean count) {
        boolean before = breaks;
        breaks = count;
        return before;
    }

    /** Skips blanks and comments, and line breaks where they do not count. */
    void skip() throws Unreadable {
        skip(!breaks);
    }

    /** Skips blanks, comments and line breaks. */
    void skipLines() throws Unreadable {
        skip(true);
    }

    private void skip(boolean lines) throws Unreadable {
        while (!atEnd()) {
            char c = at(0);
            if (c == ' ' || c == '\t' || (lines && c == '\n')) {
                pos++;
            } else if (c == '#' || looksAt("//")) {
                int end = text.indexOf('\n', pos);
                pos = end < 0 ? text.length() : end;
            } else if (looksAt("/*")) {
                int end = text.indexOf("*/", pos + 2);
                if (end < 0) {
                    throw bad("a comment that does not end");
                }
                pos = end + 2;
            } else {
                return;
            }
        }
    }

    static boolean startsName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean continuesName(char c) {
        return startsName(c) || (c >= '0' && c <= '9') || c == '-';
    }

    /** A name of ASCII letters, digits, {@code _} and {@code -}. HCL allows more alphabets; look-alikes stay out. */
    String name(String what) throws Unreadable {
        if (!startsName(at(0))) {
            throw bad("expected " + what);
        }
        int start = pos;
        while (continuesName(at(0))) {
            pos++;
        }
        if (at(0) >= 0x80) {
            throw bad("a name with a letter outside ASCII");
        }
        return text.substring(start, pos);
    }

    /** Whether a whole word stands here. */
    boolean looksAtWord(String word) {
        return looksAt(word) && !continuesName(at(word.length())) && at(word.length()) < 0x80;
    }
}
