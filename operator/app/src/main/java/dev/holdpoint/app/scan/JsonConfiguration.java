package dev.holdpoint.app.scan;

import dev.holdpoint.core.scan.BlockTypes;
import dev.holdpoint.core.scan.SensitiveLiterals;
import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;
import dev.holdpoint.core.scan.hcl.Body;
import dev.holdpoint.core.scan.hcl.Expr;
import dev.holdpoint.core.scan.hcl.HclReader;
import dev.holdpoint.core.scan.hcl.HclReading;
import dev.holdpoint.core.scan.hcl.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON form of configuration (the published JSON syntax specification of HCL 2) as the same blocks as the native
 * one. JSON does not say what is a block and what an argument, so the blocks that rules look for are listed here; a
 * provider's own blocks become arguments that hold objects.
 */
final class JsonConfiguration {
    private static final Map<String, Integer> OF_OBJECT =
            Map.of("provisioner", 1, "connection", 0, "lifecycle", 0, "dynamic", 1);

    private static final Map<String, Map<String, Integer>> INSIDE = Map.ofEntries(
            Map.entry(
                    "terraform",
                    Map.of("backend", 1, "cloud", 0, "encryption", 0, "required_providers", 0, "provider_meta", 1)),
            Map.entry("resource", OF_OBJECT),
            Map.entry("data", OF_OBJECT),
            Map.entry("ephemeral", OF_OBJECT),
            Map.entry("removed", OF_OBJECT),
            Map.entry("provisioner", Map.of("connection", 0)),
            Map.entry("lifecycle", Map.of("action_trigger", 0)),
            Map.entry("check", Map.of("data", 2, "assert", 0)));

    /** As the engines read values and defaults of variables: every text stands for itself. */
    static final SensitiveLiterals.JsonForm LITERALLY = new SensitiveLiterals.JsonForm() {
        @Override
        public HclReading configuration(String text) {
            return new JsonConfiguration(true).all(text, BlockTypes.LABELS);
        }

        @Override
        public HclReading variables(String text) {
            return new JsonConfiguration(true).all(text, Map.of());
        }
    };

    private final boolean literally;

    private JsonConfiguration(boolean literally) {
        this.literally = literally;
    }

    /** Reads a configuration file in the JSON form. Never throws on any text. */
    static HclReading read(String text) {
        return new JsonConfiguration(false).all(text, BlockTypes.LABELS);
    }

    private HclReading all(String text, Map<String, Integer> blocks) {
        try {
            return switch (JsonValue.read(text)) {
                case JsonValue.Members members -> new HclReading.Read(body(members, blocks));
                case JsonValue other -> new HclReading.Bad(other.line(), "expected an object at the top");
            };
        } catch (Unreadable e) {
            return new HclReading.Bad(e.line(), e.getMessage());
        }
    }

    private Body body(JsonValue.Members members, Map<String, Integer> blocks) throws Unreadable {
        List<Attribute> attributes = new ArrayList<>();
        List<Block> inside = new ArrayList<>();
        for (Map.Entry<String, JsonValue> member : members.all().entrySet()) {
            String name = member.getKey();
            JsonValue value = member.getValue();
            if (blocks.containsKey(name)) {
                blocks(name, blocks.get(name), List.of(), value, inside);
            } else if (!name.equals("//")) {
                attributes.add(new Attribute(name, expr(value), value.line()));
            }
        }
        return new Body(attributes, inside);
    }

    /** One object per label, and at each step one object or a list of them. */
    private void blocks(String type, int labels, List<String> above, JsonValue value, List<Block> into)
            throws Unreadable {
        switch (value) {
            case JsonValue.Items items -> {
                for (JsonValue item : items.all()) {
                    if (item instanceof JsonValue.Items) {
                        throw new Unreadable(item.line(), "a list of lists in place of a block");
                    }
                    blocks(type, labels, above, item, into);
                }
            }
            case JsonValue.Members members
            when labels > 0 -> {
                for (Map.Entry<String, JsonValue> member : members.all().entrySet()) {
                    List<String> longer = new ArrayList<>(above);
                    longer.add(member.getKey());
                    blocks(type, labels - 1, longer, member.getValue(), into);
                }
            }
            case JsonValue.Members members ->
                into.add(new Block(type, above, body(members, INSIDE.getOrDefault(type, Map.of())), members.line()));
            case JsonValue.Text text -> throw notABlock(text.line());
            case JsonValue.Scalar scalar -> throw notABlock(scalar.line());
            case JsonValue.Nothing nothing -> throw notABlock(nothing.line());
        }
    }

    private static Unreadable notABlock(int line) {
        return new Unreadable(line, "expected the object of a block");
    }

    /** Keys of objects and texts are templates, as the engines read them. */
    private Expr expr(JsonValue value) throws Unreadable {
        return switch (value) {
            case JsonValue.Members members -> {
                List<Expr.Entry> entries = new ArrayList<>();
                for (Map.Entry<String, JsonValue> member : members.all().entrySet()) {
                    entries.add(new Expr.Entry(
                            template(member.getKey(), member.getValue().line()), expr(member.getValue())));
                }
                yield new Expr.ObjectOf(members.line(), entries);
            }
            case JsonValue.Items items -> {
                List<Expr> all = new ArrayList<>();
                for (JsonValue item : items.all()) {
                    all.add(expr(item));
                }
                yield new Expr.ListOf(items.line(), all);
            }
            case JsonValue.Text text -> whole(text);
            case JsonValue.Scalar scalar -> new Expr.Scalar(scalar.line(), scalar.text());
            case JsonValue.Nothing nothing -> new Expr.Scalar(nothing.line(), "null");
        };
    }

    /** A text that is one interpolation and nothing else is that expression. */
    private Expr whole(JsonValue.Text text) throws Unreadable {
        Expr.Text template = template(text.text(), text.line());
        return template.parts().size() == 1 && template.parts().getFirst() instanceof Expr.Part.Hole(Expr inside)
                ? inside
                : template;
    }

    private Expr.Text template(String text, int line) throws Unreadable {
        return literally ? new Expr.Text(line, List.of(new Expr.Part.Chars(text))) : HclReader.template(text, line);
    }
}
