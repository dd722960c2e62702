package dev.holdpoint.app.adapter.engine;

import com.fasterxml.jackson.core.JsonParser;
import dev.holdpoint.core.plan.Marks;
import dev.holdpoint.core.plan.RegisteredState;
import dev.holdpoint.core.plan.StateReading;
import dev.holdpoint.core.plan.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A state as {@code state pull} prints it and the HTTP protocol posts it, version 4: lineage, serial, addresses, secrets. */
public final class StateJson {
    private String lineage = "";
    private long serial = -1;
    private long version = -1;
    private final Set<String> managed = new TreeSet<>();
    private final Set<String> secrets = new TreeSet<>();

    private StateJson() {}

    /** Reads a state; bad input is a value with place and reason. */
    public static StateReading read(byte[] bytes) {
        StateJson reader = new StateJson();
        Optional<JsonSource.Trouble> trouble = JsonSource.read(bytes, reader::document);
        if (trouble.isPresent()) {
            return new StateReading.Unreadable(
                    trouble.get().place(), trouble.get().reason());
        }
        if (reader.version != 4 || reader.lineage.isEmpty() || reader.serial < 0) {
            return new StateReading.Unreadable(
                    "the top level", "version 4, lineage or serial is missing; is this the output of state pull?");
        }
        return new StateReading.Sound(
                new RegisteredState(reader.lineage, reader.serial, reader.managed, reader.secrets));
    }

    private void document(JsonParser json) throws IOException {
        JsonSource.fields(json, name -> {
            switch (name) {
                case "version" -> version = number(json);
                case "serial" -> serial = number(json);
                case "lineage" -> lineage = JsonSource.text(json);
                case "outputs" -> JsonSource.fields(json, output -> output(JsonSource.value(json)));
                case "resources" -> JsonSource.items(json, item -> resource(JsonSource.value(item)));
                default -> json.skipChildren();
            }
        });
    }

    private static long number(JsonParser json) throws IOException {
        JsonSource.demand(
                json.currentToken().isNumeric() && json.getNumberType() != JsonParser.NumberType.DOUBLE,
                "a whole number is expected here");
        JsonSource.demand(json.getNumberType() != JsonParser.NumberType.BIG_INTEGER, "the number is too large");
        return json.getLongValue();
    }

    private void output(Value output) {
        if (output instanceof Value.Fields(var fields) && new Value.Flag(true).equals(fields.get("sensitive"))) {
            taint(fields.getOrDefault("value", Value.nothing()));
        }
    }

    private void resource(Value resource) throws IOException {
        JsonSource.demand(resource instanceof Value.Fields, "a resource is an object");
        Map<String, Value> fields = ((Value.Fields) resource).entries();
        String module = text(fields, "module");
        String base = (module.isEmpty() ? "" : module + ".") + text(fields, "type") + "." + text(fields, "name");
        boolean ours = text(fields, "mode").equals("managed");
        if (!(fields.get("instances") instanceof Value.Many(var instances))) {
            throw new JsonSource.Unexpected("a resource has no instances");
        }
        for (Value instance : instances) {
            JsonSource.demand(instance instanceof Value.Fields, "an instance is an object");
            Map<String, Value> parts = ((Value.Fields) instance).entries();
            if (ours) {
                managed.add(base + key(parts.getOrDefault("index_key", Value.nothing())));
            }
            sensitive(parts);
        }
    }

    private static String key(Value index) {
        return switch (index) {
            case Value.Text(var text) ->
                "[\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"]";
            case Value.Digits(var text) -> "[" + text + "]";
            case Value.Null n -> "";
            case Value.Flag f -> "";
            case Value.Many m -> "";
            case Value.Fields f -> "";
            case Value.Secret s -> "";
            case Value.Unknown u -> "";
        };
    }

    /** Paths of steps, as {@code [[{"type": "get_attr", "value": "password"}]]}; a step we cannot follow taints all below. */
    private void sensitive(Map<String, Value> instance) {
        if (!(instance.get("sensitive_attributes") instanceof Value.Many(var paths))) {
            return;
        }
        for (Value path : paths) {
            if (path instanceof Value.Many(var steps)) {
                taint(follow(instance.getOrDefault("attributes", Value.nothing()), new ArrayList<>(steps)));
            }
        }
    }

    private static Value follow(Value value, List<Value> steps) {
        if (steps.isEmpty()) {
            return value;
        }
        Value step = steps.removeFirst();
        String name = step instanceof Value.Fields(var parts) ? stepName(parts) : "";
        return switch (value) {
            case Value.Fields(var entries) -> entries.containsKey(name) ? follow(entries.get(name), steps) : value;
            case Value.Many(var items) -> value;
            case Value.Text t -> value;
            case Value.Digits d -> value;
            case Value.Flag f -> value;
            case Value.Null n -> value;
            case Value.Unknown u -> value;
            case Value.Secret s -> value;
        };
    }

    private static String stepName(Map<String, Value> step) {
        return switch (step.getOrDefault("value", Value.nothing())) {
            case Value.Text(var text) -> text;
            case Value.Fields(var index) -> text(index, "value");
            case Value.Digits d -> "";
            case Value.Flag f -> "";
            case Value.Many m -> "";
            case Value.Null n -> "";
            case Value.Secret s -> "";
            case Value.Unknown u -> "";
        };
    }

    private static String text(Map<String, Value> fields, String name) {
        return fields.getOrDefault(name, Value.nothing()).plain().orElse("");
    }

    private void taint(Value value) {
        secrets.addAll(Marks.secrets(new Value.Secret(value)));
    }
}
