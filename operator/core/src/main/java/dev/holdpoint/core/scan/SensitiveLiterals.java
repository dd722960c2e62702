package dev.holdpoint.core.scan;

import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;
import dev.holdpoint.core.scan.hcl.Body;
import dev.holdpoint.core.scan.hcl.Expr;
import dev.holdpoint.core.scan.hcl.HclReader;
import dev.holdpoint.core.scan.hcl.HclReading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Texts that a tree gives to variables which it calls sensitive: as a default, and in files of variables. Native syntax;
 * a file that cannot be read gives none, since nothing of it is planned either.
 */
public final class SensitiveLiterals {
    private SensitiveLiterals() {}

    /** All of them, in any folder: which module a value belongs to is not asked. */
    public static Set<String> of(Tree tree) {
        Set<String> names = new HashSet<>();
        List<Attribute> given = new ArrayList<>();
        Set<String> found = new TreeSet<>();
        tree.files().forEach((path, bytes) -> {
            boolean variables = path.text().endsWith(".tfvars");
            if ((variables || Source.ending(path).isPresent())
                    && HclReader.read(new String(bytes, StandardCharsets.UTF_8)) instanceof HclReading.Read(var body)) {
                if (variables) {
                    given.addAll(body.attributes());
                } else {
                    declared(body, names, found);
                }
            }
        });
        given.stream().filter(one -> names.contains(one.name())).forEach(one -> texts(one.value(), found));
        return found;
    }

    private static void declared(Body body, Set<String> names, Set<String> found) {
        for (Block variable : body.blocks("variable")) {
            boolean open = variable.body()
                    .attribute("sensitive")
                    .map(Attribute::value)
                    .map(value ->
                            value instanceof Expr.Scalar scalar && scalar.text().equals("false"))
                    .orElse(true);
            if (!open) {
                names.add(variable.label(0));
                variable.body().attribute("default").ifPresent(value -> texts(value.value(), found));
            }
        }
    }

    private static void texts(Expr value, Set<String> into) {
        switch (value) {
            case Expr.Text text -> text.literal().ifPresent(into::add);
            case Expr.ListOf list -> list.items().forEach(item -> texts(item, into));
            case Expr.ObjectOf object -> object.entries().forEach(entry -> texts(entry.value(), into));
            case Expr.Scalar scalar -> into.add(scalar.text());
            case Expr.Reference reference -> {}
            case Expr.Call call -> call.arguments().forEach(argument -> texts(argument, into));
            case Expr.For loop -> loop.inside().forEach(inside -> texts(inside, into));
            case Expr.Compound compound -> compound.inside().forEach(inside -> texts(inside, into));
        }
    }
}
