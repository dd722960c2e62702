package dev.holdpoint.core.scan.hcl;

import java.util.ArrayList;
import java.util.List;

/** Expressions. Operators are recognised but not ranked: no rule asks which of them binds tighter. */
final class ExprReader {
    private static final List<String> OPERATORS =
            List.of("||", "&&", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%");

    /** Longest reference that is kept by its names; no rule asks for more than a few of them. */
    private static final int MAX_NAMES = 16;

    private final Cursor cursor;
    private final TemplateReader templates;
    private final CollectionReader collections;

    ExprReader(Cursor cursor) {
        this.cursor = cursor;
        this.templates = new TemplateReader(cursor, this);
        this.collections = new CollectionReader(cursor, this);
    }

    /** Reads one expression; stands behind it afterwards. */
    Expr read() throws Unreadable {
        cursor.enter();
        cursor.skip();
        int line = cursor.line();
        Expr value = operation();
        cursor.skip();
        if (cursor.take("?")) {
            Expr yes = read();
            cursor.skip();
            cursor.expect(":", "in a condition");
            value = new Expr.Compound(line, List.of(value, yes, read()));
        }
        cursor.leave();
        return value;
    }

    private Expr operation() throws Unreadable {
        int line = cursor.line();
        Expr first = operand();
        List<Expr> all = new ArrayList<>(List.of(first));
        cursor.skip();
        while (takeOperator()) {
            all.add(operand());
            cursor.skip();
        }
        return all.size() == 1 ? first : new Expr.Compound(line, all);
    }

    private boolean takeOperator() {
        if (cursor.looksAt("<<") || cursor.looksAt("%{")) {
            return false;
        }
        for (String operator : OPERATORS) {
            if (cursor.take(operator)) {
                return true;
            }
        }
        return false;
    }

    private Expr operand() throws Unreadable {
        cursor.enter();
        cursor.skip();
        int line = cursor.line();
        Expr value;
        if (cursor.looksAt("-") || (cursor.looksAt("!") && cursor.at(1) != '=')) {
            cursor.move(1);
            value = new Expr.Compound(line, List.of(operand()));
        } else {
            value = steps(term());
        }
        cursor.leave();
        return value;
    }

    private Expr term() throws Unreadable {
        int line = cursor.line();
        char c = cursor.at(0);
        if (c >= '0' && c <= '9') {
            return number();
        }
        if (Cursor.startsName(c)) {
            return named();
        }
        if (cursor.looksAt("<<")) {
            return templates.heredoc();
        }
        return switch (c) {
            case '"' -> templates.quoted();
            case '(' -> {
                cursor.move(1);
                boolean before = cursor.setBreaks(false);
                Expr inside = read();
                cursor.skip();
                cursor.expect(")", "after an expression in parentheses");
                cursor.setBreaks(before);
                yield new Expr.Compound(line, List.of(inside));
            }
            case '[' -> collections.list();
            case '{' -> collections.object();
            default -> throw cursor.bad("expected an expression");
        };
    }

    private Expr number() throws Unreadable {
        int line = cursor.line();
        StringBuilder digits = new StringBuilder();
        digits(digits);
        if (cursor.at(0) == '.' && digit(cursor.at(1))) {
            digits.append('.');
            cursor.move(1);
            digits(digits);
        }
        if (cursor.at(0) == 'e' || cursor.at(0) == 'E') {
            digits.append('e');
            cursor.move(1);
            if (cursor.at(0) == '+' || cursor.at(0) == '-') {
                digits.append(cursor.at(0));
                cursor.move(1);
            }
            if (!digit(cursor.at(0))) {
                throw cursor.bad("expected the digits of an exponent");
            }
            digits(digits);
        }
        if (Cursor.startsName(cursor.at(0))) {
            throw cursor.bad("a number that ends in letters");
        }
        return new Expr.Scalar(line, digits.toString());
    }

    private void digits(StringBuilder into) {
        while (digit(cursor.at(0))) {
            into.append(cursor.at(0));
            cursor.move(1);
        }
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private Expr named() throws Unreadable {
        int line = cursor.line();
        StringBuilder name = new StringBuilder(cursor.name("a name"));
        cursor.skip();
        while (cursor.take("::")) {
            cursor.skip();
            name.append("::").append(cursor.name("a name after '::'"));
            cursor.skip();
        }
        if (cursor.take("(")) {
            return call(line, name.toString());
        }
        if (name.indexOf("::") >= 0) {
            throw cursor.bad("expected '(' after the name of a function");
        }
        return switch (name.toString()) {
            case "true", "false", "null" -> new Expr.Scalar(line, name.toString());
            default -> new Expr.Reference(line, List.of(name.toString()));
        };
    }

    private Expr call(int line, String written) throws Unreadable {
        String name = written.startsWith("core::") ? written.substring("core::".length()) : written;
        boolean before = cursor.setBreaks(false);
        List<Expr> arguments = new ArrayList<>();
        boolean spread = false;
        cursor.skip();
        while (!cursor.take(")")) {
            arguments.add(read());
            cursor.skip();
            spread = cursor.take("...");
            cursor.skip();
            if (spread || !cursor.take(",")) {
                cursor.expect(")", "after the arguments of a function");
                break;
            }
            cursor.skip();
        }
        cursor.setBreaks(before);
        return new Expr.Call(line, name, arguments, spread);
    }

    /** What follows a term: attributes, indexes, splats. */
    private Expr steps(Expr start) throws Unreadable {
        Expr value = start;
        cursor.skip();
        while (true) {
            int line = value.line();
            if (cursor.at(0) == '.' && !cursor.looksAt("...")) {
                cursor.move(1);
                cursor.skip();
                value = attribute(line, value);
            } else if (cursor.take("[")) {
                value = index(line, value);
            } else {
                return value;
            }
            cursor.skip();
        }
    }

    private Expr attribute(int line, Expr of) throws Unreadable {
        if (cursor.take("*")) {
            return new Expr.Compound(line, List.of(of));
        }
        if (digit(cursor.at(0))) {
            digits(new StringBuilder());
            if (Cursor.startsName(cursor.at(0))) {
                throw cursor.bad("an index that ends in letters");
            }
            return new Expr.Compound(line, List.of(of));
        }
        String name = cursor.name("the name of an attribute");
        if (of instanceof Expr.Reference(int at, List<String> names) && names.size() < MAX_NAMES) {
            List<String> longer = new ArrayList<>(names);
            longer.add(name);
            return new Expr.Reference(at, longer);
        }
        return new Expr.Compound(line, List.of(of));
    }

    private Expr index(int line, Expr of) throws Unreadable {
        boolean before = cursor.setBreaks(false);
        cursor.skip();
        Expr value;
        if (cursor.take("*")) {
            value = new Expr.Compound(line, List.of(of));
        } else {
            value = new Expr.Compound(line, List.of(of, read()));
        }
        cursor.skip();
        cursor.expect("]", "after an index");
        cursor.setBreaks(before);
        return value;
    }

    /** {@code k, v in}; also of the template directive. */
    List<String> loopNames() throws Unreadable {
        return collections.loopNames();
    }
}
