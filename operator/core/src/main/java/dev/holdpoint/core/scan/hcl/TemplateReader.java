package dev.holdpoint.core.scan.hcl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Texts: quoted, heredocs, and whole texts that are templates (strings of the JSON form, template files). */
final class TemplateReader {
    private final Cursor cursor;
    private final ExprReader expressions;

    TemplateReader(Cursor cursor, ExprReader expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    /** What is collected while a text is read. */
    private static final class Draft {
        private final List<Expr.Part> parts = new ArrayList<>();
        private final StringBuilder chars = new StringBuilder();
        private final Deque<String> open = new ArrayDeque<>();

        void flush() {
            if (!chars.isEmpty()) {
                parts.add(new Expr.Part.Chars(chars.toString()));
                chars.setLength(0);
            }
        }
    }

    /** From the opening quote to the closing one. */
    Expr.Text quoted() throws Unreadable {
        int line = cursor.line();
        cursor.move(1);
        Draft draft = new Draft();
        while (!cursor.take("\"")) {
            char c = cursor.at(0);
            if (cursor.atEnd() || c == '\n') {
                throw new Unreadable(line, "a quoted text that does not end on its line");
            }
            if (c == '\\') {
                escape(draft.chars);
            } else {
                piece(draft);
            }
        }
        return done(line, draft);
    }

    /** The whole text is the template, and a backslash is a backslash. */
    Expr.Text whole() throws Unreadable {
        int line = cursor.line();
        Draft draft = new Draft();
        while (!cursor.atEnd()) {
            piece(draft);
        }
        return done(line, draft);
    }

    /** {@code <<NAME}, lines, {@code NAME}; stands on the line break behind the closing name afterwards. */
    Expr.Text heredoc() throws Unreadable {
        int line = cursor.line();
        cursor.move(2);
        cursor.take("-");
        String marker = cursor.name("the name of a heredoc");
        cursor.expect("\n", "right after the name of a heredoc");
        Draft draft = new Draft();
        boolean fresh = true;
        while (true) {
            if (cursor.atEnd()) {
                throw new Unreadable(line, "a heredoc that does not end with its name on a line of its own");
            }
            if (fresh && isMarker(cursor.restOfLine(), marker)) {
                cursor.move(cursor.restOfLine().length());
                if (cursor.atEnd()) {
                    throw cursor.bad("expected a line break after the end of a heredoc");
                }
                return done(line, draft);
            }
            fresh = cursor.at(0) == '\n';
            piece(draft);
        }
    }

    /**
     * The engines trim every Unicode blank around the closing name. We take plain blanks only, and refuse a line that
     * only the engines would take for the end.
     */
    private boolean isMarker(String line, String marker) throws Unreadable {
        if (!line.contains(marker)) {
            return false;
        }
        int from = 0;
        int to = line.length();
        while (from < to && blank(line.charAt(from))) {
            from++;
        }
        while (to > from && blank(line.charAt(to - 1))) {
            to--;
        }
        if (!line.substring(from, to).equals(marker)) {
            return false;
        }
        if (line.chars().anyMatch(c -> c >= 0x80)) {
            throw cursor.bad("an unusual blank around the end of a heredoc");
        }
        return true;
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || (c >= 0x80 && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
    }

    private Expr.Text done(int line, Draft draft) throws Unreadable {
        if (!draft.open.isEmpty()) {
            throw cursor.bad("a template directive without its end");
        }
        draft.flush();
        return new Expr.Text(line, draft.parts);
    }

    /** One character, one escaped opening, one interpolation or one directive. */
    private void piece(Draft draft) throws Unreadable {
        char c = cursor.at(0);
        if (c != '$' && c != '%') {
            draft.chars.append(c);
            cursor.move(1);
        } else if (cursor.at(1) == '{') {
            draft.flush();
            cursor.move(2);
            draft.parts.add(c == '$' ? hole() : directive(draft));
        } else if (cursor.at(1) == c && cursor.at(2) == '{') {
            draft.chars.append(c).append('{');
            cursor.move(3);
        } else if (opens(cursor.at(1)) && (cursor.at(2) == '{' || (opens(cursor.at(2)) && cursor.at(3) == '{'))) {
            // Whether such a run escapes or opens depends on how many there are, and readers have disagreed.
            throw cursor.bad("a run of '$' and '%' before '{'");
        } else {
            draft.chars.append(c);
            cursor.move(1);
        }
    }

    private static boolean opens(char c) {
        return c == '$' || c == '%';
    }

    private Expr.Part.Hole hole() throws Unreadable {
        cursor.enter();
        boolean before = cursor.setBreaks(false);
        cursor.take("~");
        Expr inside = expressions.read();
        close();
        cursor.setBreaks(before);
        cursor.leave();
        return new Expr.Part.Hole(inside);
    }

    private void close() throws Unreadable {
        cursor.skip();
        cursor.take("~");
        cursor.expect("}", "after an interpolation");
    }

    private Expr.Part.Directive directive(Draft draft) throws Unreadable {
        cursor.enter();
        boolean before = cursor.setBreaks(false);
        cursor.take("~");
        cursor.skip();
        String word = cursor.name("the word of a template directive");
        List<String> names = List.of();
        List<Expr> inside = List.of();
        switch (word) {
            case "if" -> {
                inside = List.of(expressions.read());
                draft.open.push("if");
            }
            case "for" -> {
                cursor.skip();
                names = expressions.loopNames();
                inside = List.of(expressions.read());
                draft.open.push("for");
            }
            case "else" -> {
                matching(draft, "if");
                draft.open.push("else");
            }
            case "endif" -> {
                if (!draft.open.isEmpty() && draft.open.peek().equals("else")) {
                    draft.open.pop();
                } else {
                    matching(draft, "if");
                }
            }
            case "endfor" -> matching(draft, "for");
            default -> throw cursor.bad("a template directive that is unknown");
        }
        if (draft.open.size() > Cursor.MAX_DEPTH) {
            throw cursor.bad("nested deeper than " + Cursor.MAX_DEPTH + " levels");
        }
        close();
        cursor.setBreaks(before);
        cursor.leave();
        return new Expr.Part.Directive(names, inside);
    }

    private void matching(Draft draft, String word) throws Unreadable {
        if (draft.open.isEmpty() || !draft.open.pop().equals(word)) {
            throw cursor.bad("a template directive without its beginning");
        }
    }

    private void escape(StringBuilder into) throws Unreadable {
        char c = cursor.at(1);
        cursor.move(2);
        switch (c) {
            case 'n' -> into.append('\n');
            case 'r' -> into.append('\r');
            case 't' -> into.append('\t');
            case '"' -> into.append('"');
            case '\\' -> into.append('\\');
            case 'u' -> codePoint(into, 4);
            case 'U' -> codePoint(into, 8);
            default -> throw cursor.bad("an escape that is unknown");
        }
    }

    private void codePoint(StringBuilder into, int digits) throws Unreadable {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(cursor.at(i), 16);
            if (digit < 0 || cursor.at(i) >= 0x80) {
                throw cursor.bad("an escape without its " + digits + " hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        if (value > Character.MAX_CODE_POINT
                || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
            throw cursor.bad("an escape that is no character");
        }
        into.appendCodePoint((int) value);
        cursor.move(digits);
    }
}
