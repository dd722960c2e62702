package dev.holdpoint.core.scan;

import dev.holdpoint.core.change.RepoPath;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Texts that a tree gives to variables which it calls sensitive: as a default, and in files of variables. */
public final class SensitiveLiterals {
    private SensitiveLiterals() {}

    /**
     * Reads the JSON form; core has no JSON reader. Values and defaults of variables are no templates there: the engines
     * take their texts as they stand (HCL 2, JSON syntax specification, "expressions"), and so must these.
     */
    public interface JsonForm {
        /** A file of configuration, by blocks. */
        HclReading configuration(String text);

        /** A file of variables: every member is a value, whatever its name. */
        HclReading variables(String text);
    }

    /**
     * All of them, in any folder: which module a value belongs to is not asked.
     *
     * @return empty when a file that may hold some cannot be read: then nobody knows them
     */
    public static Optional<Set<String>> of(Tree tree, JsonForm json) {
        Set<String> names = new HashSet<>();
        List<Attribute> given = new ArrayList<>();
        Set<String> found = new TreeSet<>();
        for (Map.Entry<RepoPath, byte[]> file : tree.files().entrySet()) {
            String path = file.getKey().text();
            boolean variables = path.endsWith(".tfvars") || path.endsWith(".tfvars.json");
            if (!variables && Source.ending(file.getKey()).isEmpty()) {
                continue;
            }
            switch (read(path, variables, new String(file.getValue(), StandardCharsets.UTF_8), json)) {
                case HclReading.Bad bad -> {
                    return Optional.empty();
                }
                case HclReading.Read(var body) when variables -> given.addAll(body.attributes());
                case HclReading.Read(var body) -> declared(body, names, found);
            }
        }
        given.stream().filter(one -> names.contains(one.name())).forEach(one -> texts(one.value(), found));
        return Optional.of(found);
    }

    private static HclReading read(String path, boolean variables, String text, JsonForm json) {
        if (!path.endsWith(".json")) {
            return HclReader.read(text);
        }
        return variables ? json.variables(text) : json.configuration(text);
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
