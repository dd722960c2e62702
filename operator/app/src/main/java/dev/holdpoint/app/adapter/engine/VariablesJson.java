package dev.holdpoint.app.adapter.engine;

import com.fasterxml.jackson.core.JsonParser;
import dev.holdpoint.core.plan.Marks;
import dev.holdpoint.core.plan.Value;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code variables}: the engines print sensitive ones in clear here, and say only in the configuration which they are. */
final class VariablesJson {
    private final Map<String, Value> values = new HashMap<>();

    void read(JsonParser json) throws IOException {
        JsonSource.fields(
                json,
                name -> JsonSource.fields(json, field -> {
                    if (field.equals("value")) {
                        values.put(name, JsonSource.value(json));
                    } else {
                        json.skipChildren();
                    }
                }));
    }

    void taint(Set<String> sensitive, Set<String> secrets) {
        sensitive.forEach(
                name -> secrets.addAll(Marks.secrets(new Value.Secret(values.getOrDefault(name, Value.nothing())))));
    }
}
