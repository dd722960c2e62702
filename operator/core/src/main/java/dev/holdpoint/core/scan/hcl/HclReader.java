package dev.holdpoint.core.scan.hcl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The door: a text becomes a body, or the first thing in it that was not understood. */
public final class HclReader {
    private final Cursor cursor;
    private final ExprReader expressions;

    private HclReader(Cursor cursor) {
        this.cursor = cursor;
        this.expressions = new ExprReader(cursor);
    }

    /** Reads a file in native syntax. Never throws on any text. */
    public static HclReading read(String text) {
        try {
            return new HclReading.Read(new HclReader(Cursor.over(lines(text))).body(true));
        } catch (Unreadable e) {
            return new HclReading.Bad(e.line(), e.getMessage());
        }
    }

    /** Reads a file that is one template, as {@code templatefile} does. */
    public static Expr.Text template(String text) throws Unreadable {
        Cursor cursor = Cursor.over(lines(text));
        return new TemplateReader(cursor, new ExprReader(cursor)).whole();
    }

    /** Reads a string of the JSON form, which is a template, too. */
    public static Expr.Text template(String text, int line) throws Unreadable {
        Cursor cursor = Cursor.within(text, line);
        return new TemplateReader(cursor, new ExprReader(cursor)).whole();
    }

    /**
     * Line ends are one character from here on, as the engines make them. They keep a carriage return that stands
     * alone, and one behind a '$' or a '%', in the text, and take it in some places only; nobody means either.
     */
    private static String lines(String text) throws Unreadable {
        for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
            boolean ends = at + 1 < text.length() && text.charAt(at + 1) == '\n';
            boolean kept = at > 0 && (text.charAt(at - 1) == '$' || text.charAt(at - 1) == '%');
            if (!ends || kept) {
                int line = 1
                        + (int) text.substring(0, at)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                throw new Unreadable(line, "a carriage return that ends no line, or stands behind '$' or '%'");
            }
        }
        return text.replace("\r\n", "\n");
    }

    private Body body(boolean file) throws Unreadable {
        List<Attribute> attributes = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> types = new HashSet<>();
        while (true) {
            cursor.skipLines();
            if (file ? cursor.atEnd() : cursor.take("}")) {
                if (names.stream().anyMatch(types::contains)) {
                    throw cursor.bad("an argument and a block of one name in one body");
                }
                return new Body(attributes, blocks);
            }
            int line = cursor.line();
            String name = cursor.name("the name of an argument or of a block");
            cursor.skip();
            if (cursor.at(0) == '=') {
                attributes.add(attribute(name, line, names));
            } else {
                blocks.add(block(name, line));
                types.add(name);
            }
            cursor.skip();
            if (!cursor.atEnd() && cursor.at(0) != '\n') {
                throw cursor.bad("expected a line break after an argument or a block");
            }
        }
    }

    private Attribute attribute(String name, int line, Set<String> names) throws Unreadable {
        cursor.move(1);
        if (cursor.at(0) == '=' || cursor.at(0) == '>') {
            throw cursor.bad("expected '=' after the name of an argument");
        }
        if (!names.add(name)) {
            throw new Unreadable(line, "an argument that is set twice");
        }
        return new Attribute(name, expressions.read(), line);
    }

    private Block block(String type, int line) throws Unreadable {
        cursor.enter();
        List<String> labels = new ArrayList<>();
        while (!cursor.take("{")) {
            labels.add(label());
            cursor.skip();
        }
        cursor.skip();
        Body body = cursor.at(0) == '\n' ? body(false) : single();
        cursor.leave();
        return new Block(type, labels, body, line);
    }

    private String label() throws Unreadable {
        if (cursor.at(0) != '"') {
            return cursor.name("'{' or the label of a block");
        }
        TemplateReader reader = new TemplateReader(cursor, expressions);
        Expr.Text text = reader.quoted();
        return text.literal().orElseThrow(() -> cursor.bad("a label with an interpolation"));
    }

    /** <code>{ name = value }</code> or <code>{}</code> on one line. */
    private Body single() throws Unreadable {
        if (cursor.take("}")) {
            return new Body(List.of(), List.of());
        }
        int line = cursor.line();
        String name = cursor.name("the name of an argument");
        cursor.skip();
        if (cursor.at(0) != '=') {
            throw cursor.bad("expected '=' in a block on one line");
        }
        Attribute only = attribute(name, line, new HashSet<>());
        cursor.skip();
        cursor.expect("}", "after the only argument of a block on one line");
        return new Body(List.of(only), List.of());
    }
}
