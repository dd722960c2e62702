package dev.holdpoint.app.review;

/** Text of others, made harmless for a page of Markdown: what cannot be seen is written out. */
final class SafeText {
    private static final int LONGEST_CODE = 300;

    private SafeText() {}

    /** One line: line ends and every control, format or unassigned character as its number. */
    static String line(String text) {
        return visible(text, false);
    }

    /** Several lines; only the line ends stay. */
    static String lines(String text) {
        return visible(text.replace("\r\n", "\n").replace('\r', '\n'), true);
    }

    private static String visible(String text, boolean lineEnds) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\n' && lineEnds) {
                out.append('\n');
            } else if (hidden(c)) {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** Controls, bidi and zero-width characters, lone surrogates, private use, line separators, odd blanks. */
    private static boolean hidden(int c) {
        int kind = Character.getType(c);
        return kind == Character.CONTROL
                || kind == Character.FORMAT
                || kind == Character.SURROGATE
                || kind == Character.PRIVATE_USE
                || kind == Character.UNASSIGNED
                || kind == Character.LINE_SEPARATOR
                || kind == Character.PARAGRAPH_SEPARATOR
                || (kind == Character.SPACE_SEPARATOR && c != ' ');
    }

    /** As code inside a sentence: nothing in it is markup. */
    static String code(String text) {
        String line = cut(line(text).replace('`', '\''), LONGEST_CODE);
        return line.isBlank() ? "` `" : "`" + line + "`";
    }

    /** As code in a cell of a table, where a bar would end the cell. */
    static String cell(String text) {
        return code(text).replace("|", "\\|");
    }

    /** As plain words inside a sentence, shortened: whatever Markdown or HTML could read is escaped. */
    static String words(String text, int most) {
        StringBuilder out = new StringBuilder();
        cut(line(text), most).chars().forEach(c -> {
            switch (c) {
                case '\\', '*', '[', ']', '|', '#', '!', '~' -> out.append('\\').append((char) c);
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '@' -> out.append("&#64;");
                default -> out.append((char) c);
            }
        });
        return out.toString();
    }

    /** At most so many characters, never half of one. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /** In a fence longer than any inside. */
    static String fenced(String text) {
        String safe = lines(text);
        int longest = 2;
        int run = 0;
        for (int i = 0; i < safe.length(); i++) {
            run = safe.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        return fence + "text\n" + safe + (safe.endsWith("\n") ? "" : "\n") + fence + "\n";
    }
}
