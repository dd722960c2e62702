package dev.holdpoint.core.scan.hcl;

import java.util.ArrayList;
import java.util.List;

/** Lists, objects, and the {@code for} expressions that make them. */
final class CollectionReader {
    private final Cursor cursor;
    private final ExprReader expressions;

    CollectionReader(Cursor cursor, ExprReader expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    /** From the opening bracket to the closing one. */
    Expr list() throws Unreadable {
        int line = cursor.line();
        cursor.move(1);
        boolean before = cursor.setBreaks(false);
        cursor.skip();
        Expr value;
        if (cursor.looksAtWord("for")) {
            value = loop(line, false);
            cursor.expect("]", "after a for expression");
        } else {
            value = new Expr.ListOf(line, items());
        }
        cursor.setBreaks(before);
        return value;
    }

    private List<Expr> items() throws Unreadable {
        List<Expr> items = new ArrayList<>();
        while (!cursor.take("]")) {
            items.add(expressions.read());
            cursor.skip();
            if (!cursor.take(",")) {
                cursor.expect("]", "after the items of a list");
                break;
            }
            cursor.skip();
        }
        return items;
    }

    /** From the opening brace to the closing one. */
    Expr object() throws Unreadable {
        int line = cursor.line();
        cursor.move(1);
        cursor.skipLines();
        Expr value;
        if (cursor.looksAtWord("for")) {
            boolean before = cursor.setBreaks(false);
            value = loop(line, true);
            cursor.expect("}", "after a for expression");
            cursor.setBreaks(before);
        } else {
            boolean before = cursor.setBreaks(true);
            value = new Expr.ObjectOf(line, entries());
            cursor.setBreaks(before);
        }
        return value;
    }

    private List<Expr.Entry> entries() throws Unreadable {
        List<Expr.Entry> entries = new ArrayList<>();
        cursor.skipLines();
        while (!cursor.take("}")) {
            Expr key = expressions.read();
            cursor.skip();
            if (cursor.looksAt("=>") || cursor.looksAt("==") || !(cursor.take("=") || cursor.take(":"))) {
                throw cursor.bad("expected '=' or ':' after the key of an object");
            }
            entries.add(new Expr.Entry(key(key), expressions.read()));
            cursor.skip();
            if (cursor.at(0) != ',' && cursor.at(0) != '\n') {
                cursor.expect("}", "after the pairs of an object");
                break;
            }
            cursor.take(",");
            cursor.skipLines();
        }
        return entries;
    }

    /** A bare name as key is the text of that name. */
    private static Expr key(Expr written) {
        if (written instanceof Expr.Reference(int line, List<String> names) && names.size() == 1) {
            return new Expr.Text(line, List.of(new Expr.Part.Chars(names.getFirst())));
        }
        return written;
    }

    private Expr loop(int line, boolean pairs) throws Unreadable {
        cursor.move("for".length());
        cursor.skip();
        List<String> names = loopNames();
        List<Expr> inside = new ArrayList<>(List.of(expressions.read()));
        cursor.skip();
        cursor.expect(":", "in a for expression");
        inside.add(expressions.read());
        cursor.skip();
        if (pairs) {
            cursor.expect("=>", "in a for expression that makes an object");
            inside.add(expressions.read());
            cursor.skip();
            cursor.take("...");
            cursor.skip();
        }
        if (cursor.looksAtWord("if")) {
            cursor.move("if".length());
            inside.add(expressions.read());
            cursor.skip();
        }
        return new Expr.For(line, names, inside);
    }

    /** {@code k, v in}; also of the template directive. */
    List<String> loopNames() throws Unreadable {
        List<String> names = new ArrayList<>(List.of(cursor.name("the name of a for variable")));
        cursor.skip();
        if (cursor.take(",")) {
            cursor.skip();
            names.add(cursor.name("the name of a for variable"));
            cursor.skip();
        }
        if (!cursor.looksAtWord("in")) {
            throw cursor.bad("expected 'in' in a for expression");
        }
        cursor.move("in".length());
        return names;
    }
}
