package dev.holdpoint.app.adapter.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdpoint.core.plan.Marks;
import dev.holdpoint.core.plan.Value;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** {@code prior_state}: which managed things there are, and what of them is sensitive. Values are not kept. */
final class PriorStateJson {
    private final Set<String> managed = new TreeSet<>();
    private final Set<String> secrets;

    /** @param secrets where sensitive strings are noted */
    PriorStateJson(Set<String> secrets) {
        this.secrets = secrets;
    }

    Set<String> managed() {
        return managed;
    }

    void read(JsonParser json) throws IOException {
        JsonSource.fields(json, name -> {
            if (name.equals("values")) {
                values(json);
            } else {
                json.skipChildren();
            }
        });
    }

    private void values(JsonParser json) throws IOException {
        JsonSource.fields(json, name -> {
            switch (name) {
                case "root_module" -> module(json);
                case "outputs" -> JsonSource.fields(json, output -> output(JsonSource.value(json)));
                default -> json.skipChildren();
            }
        });
    }

    private void output(Value output) {
        if (output instanceof Value.Fields(var entries) && new Value.Flag(true).equals(entries.get("sensitive"))) {
            secrets.addAll(Marks.secrets(new Value.Secret(entries.getOrDefault("value", Value.nothing()))));
        }
    }

    private void module(JsonParser json) throws IOException {
        JsonSource.fields(json, name -> {
            switch (name) {
                case "resources" -> JsonSource.items(json, this::resource);
                case "child_modules" -> JsonSource.items(json, this::module);
                default -> json.skipChildren();
            }
        });
    }

    private void resource(JsonParser json) throws IOException {
        String[] found = {"", "", ""};
        Value[] values = {Value.nothing(), Value.nothing()};
        JsonSource.fields(json, name -> {
            switch (name) {
                case "address" -> found[0] = JsonSource.text(json);
                case "mode" -> found[1] = JsonSource.text(json);
                case "deposed_key" -> found[2] = JsonSource.text(json);
                case "values" -> values[0] = JsonSource.value(json);
                case "sensitive_values" -> values[1] = JsonSource.value(json);
                default -> json.skipChildren();
            }
        });
        JsonSource.demand(
                json.currentToken() == JsonToken.END_OBJECT && !found[0].isEmpty(), "a resource has no address");
        if (found[1].equals("managed")) {
            managed.add(found[0]);
        }
        secrets.addAll(Marks.secrets(Marks.lay(values[0], Value.nothing(), values[1])));
    }
}
