package dev.holdpoint.core.scan.hcl;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An expression as it stands in the text. What rules never ask about (operators, indexes) is folded into one case. */
public sealed interface Expr {
    /** Where it starts, from 1. */
    int line();

    /** A quoted text, a heredoc or a string of the JSON form, with what is interpolated. */
    record Text(int line, List<Part> parts) implements Expr {
        public Text {
            parts = List.copyOf(parts);
        }
    }

    /** {@code a.b.c}: names and dots alone. */
    record Reference(int line, List<String> names) implements Expr {
        public Reference {
            names = List.copyOf(names);
        }
    }

    /**
     * A called function.
     *
     * @param name with its namespace, as {@code provider::aws::arn_parse}; the engines' own namespace {@code core::} is
     *     left out, because {@code core::file} is {@code file}
     * @param spread the last argument is a list of arguments ({@code ...})
     */
    record Call(int line, String name, List<Expr> arguments, boolean spread) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code [a, b]}. */
    record ListOf(int line, List<Expr> items) implements Expr {
        public ListOf {
            items = List.copyOf(items);
        }
    }

    /** <code>{a = b}</code>; a bare name as key is a literal text. */
    record ObjectOf(int line, List<Entry> entries) implements Expr {
        public ObjectOf {
            entries = List.copyOf(entries);
        }

        /** The value under a literal key. */
        public Optional<Expr> value(String key) {
            return entries.stream()
                    .filter(e -> e.key().literal().equals(Optional.of(key)))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    /** A {@code for} expression: inside it, its names hide whatever had that name outside. */
    record For(int line, List<String> names, List<Expr> inside) implements Expr {
        public For {
            names = List.copyOf(names);
            inside = List.copyOf(inside);
        }
    }

    /** A number, {@code true}, {@code false} or {@code null}. */
    record Scalar(int line, String text) implements Expr {}

    /** Anything else, by what it is made of. */
    record Compound(int line, List<Expr> inside) implements Expr {
        public Compound {
            inside = List.copyOf(inside);
        }
    }

    /** One pair of an object. */
    record Entry(Expr key, Expr value) {}

    /** A piece of a text. */
    sealed interface Part {
        /** As it is. */
        record Chars(String text) implements Part {}

        /** <code>${…}</code>. */
        record Hole(Expr inside) implements Part {}

        /** <code>%{…}</code>; the names are those of a {@code for}. */
        record Directive(List<String> names, List<Expr> inside) implements Part {
            public Directive {
                names = List.copyOf(names);
                inside = List.copyOf(inside);
            }
        }
    }

    /** The text, when nothing is interpolated; in Unicode form NFC, as the engines see it. */
    default Optional<String> literal() {
        if (!(this instanceof Text text)) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        for (Part part : text.parts()) {
            switch (part) {
                case Part.Chars(String chars) -> out.append(chars);
                case Part.Hole hole -> {
                    return Optional.empty();
                }
                case Part.Directive directive -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(Normalizer.normalize(out, Normalizer.Form.NFC));
    }

    /** The expressions directly inside. */
    default List<Expr> children() {
        return switch (this) {
            case Text text -> {
                List<Expr> inside = new ArrayList<>();
                for (Part part : text.parts()) {
                    switch (part) {
                        case Part.Chars chars -> {}
                        case Part.Hole(Expr expr) -> inside.add(expr);
                        case Part.Directive directive -> inside.addAll(directive.inside());
                    }
                }
                yield inside;
            }
            case Reference reference -> List.of();
            case Call call -> call.arguments();
            case ListOf list -> list.items();
            case ObjectOf object -> {
                List<Expr> inside = new ArrayList<>();
                for (Entry entry : object.entries()) {
                    inside.add(entry.key());
                    inside.add(entry.value());
                }
                yield inside;
            }
            case For loop -> loop.inside();
            case Scalar scalar -> List.of();
            case Compound compound -> compound.inside();
        };
    }

    /** The names that this expression binds for what is inside it. */
    default List<String> bound() {
        return switch (this) {
            case For loop -> loop.names();
            case Text text ->
                text.parts().stream()
                        .filter(Part.Directive.class::isInstance)
                        .flatMap(p -> ((Part.Directive) p).names().stream())
                        .toList();
            case Reference reference -> List.of();
            case Call call -> List.of();
            case ListOf list -> List.of();
            case ObjectOf object -> List.of();
            case Scalar scalar -> List.of();
            case Compound compound -> List.of();
        };
    }
}
