package dev.holdpoint.app.adapter.engine;

import com.fasterxml.jackson.core.JsonParser;
import dev.holdpoint.core.plan.Marks;
import dev.holdpoint.core.plan.Program;
import dev.holdpoint.core.plan.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code configuration}: which programs it would run, which variables are sensitive, which words stand in it literally. */
final class ConfigurationJson {
    /** A provider's static credentials stand here in clear; they are not marked by any engine. */
    private static final List<String> CREDENTIAL_NAMES =
            List.of("secret", "password", "token", "access_key", "api_key");

    private final Set<String> secrets;
    private final Set<String> sensitiveVariables = new HashSet<>();
    private final Set<String> literals = new TreeSet<>();
    private final List<Program> programs = new ArrayList<>();

    /** @param secrets where sensitive strings are noted */
    ConfigurationJson(Set<String> secrets) {
        this.secrets = secrets;
    }

    /** Root variables declared sensitive. */
    Set<String> sensitiveVariables() {
        return sensitiveVariables;
    }

    Set<String> literals() {
        return literals;
    }

    List<Program> programs() {
        return programs;
    }

    void read(JsonParser json) throws IOException {
        JsonSource.fields(json, name -> {
            switch (name) {
                case "root_module" -> module(json, "");
                case "provider_config" ->
                    JsonSource.fields(json, provider -> credentials(JsonSource.value(json), false));
                default -> json.skipChildren();
            }
        });
    }

    private void module(JsonParser json, String path) throws IOException {
        JsonSource.fields(json, name -> {
            switch (name) {
                case "resources" -> JsonSource.items(json, item -> resource(JsonSource.value(item), path));
                case "actions" -> JsonSource.items(json, item -> action(JsonSource.value(item), path));
                case "variables" ->
                    JsonSource.fields(json, variable -> variable(JsonSource.value(json), variable, path));
                case "module_calls" -> JsonSource.fields(json, call -> call(json, path + "module." + call + "."));
                default -> json.skipChildren();
            }
        });
    }

    private void call(JsonParser json, String path) throws IOException {
        JsonSource.fields(json, name -> {
            if (name.equals("module")) {
                module(json, path);
            } else {
                words(JsonSource.value(json));
            }
        });
    }

    private void variable(Value variable, String name, String path) {
        if (!(variable instanceof Value.Fields(var fields))) {
            return;
        }
        Value fallback = fields.getOrDefault("default", Value.nothing());
        if (new Value.Flag(true).equals(fields.get("sensitive"))) {
            secrets.addAll(Marks.secrets(new Value.Secret(fallback)));
            if (path.isEmpty()) {
                sensitiveVariables.add(name);
            }
        } else {
            words(fallback);
        }
    }

    private void resource(Value resource, String path) {
        if (!(resource instanceof Value.Fields(var fields))) {
            return;
        }
        words(fields.getOrDefault("for_each_expression", Value.nothing()));
        String address = path + text(fields, "address");
        if (text(fields, "mode").equals("data") && text(fields, "type").equals("external")) {
            programs.add(new Program(address, Program.Kind.EXTERNAL, "external"));
        }
        if (fields.get("provisioners") instanceof Value.Many(var provisioners)) {
            provisioners.forEach(one -> programs.add(new Program(
                    address,
                    Program.Kind.PROVISIONER,
                    one instanceof Value.Fields(var parts) ? text(parts, "type") : "unknown")));
        }
    }

    private void action(Value action, String path) {
        if (action instanceof Value.Fields(var fields)) {
            programs.add(new Program(path + text(fields, "address"), Program.Kind.ACTION, text(fields, "type")));
        }
    }

    private static String text(Map<String, Value> fields, String name) {
        return fields.getOrDefault(name, Value.nothing()).plain().orElse("");
    }

    private void words(Value value) {
        switch (value) {
            case Value.Text(var text) -> literals.add(text);
            case Value.Many(var items) -> items.forEach(this::words);
            case Value.Fields(var entries) -> {
                literals.addAll(entries.keySet());
                entries.values().forEach(this::words);
            }
            case Value.Secret s -> {}
            case Value.Digits d -> {}
            case Value.Flag f -> {}
            case Value.Null n -> {}
            case Value.Unknown u -> {}
        }
    }

    private void credentials(Value value, boolean named) {
        switch (value) {
            case Value.Text(var text) -> {
                if (named) {
                    secrets.add(text);
                }
            }
            case Value.Many(var items) -> items.forEach(item -> credentials(item, named));
            case Value.Fields(var entries) ->
                entries.forEach(
                        (name, item) -> credentials(item, (named && !name.equals("references")) || credential(name)));
            case Value.Secret s -> {}
            case Value.Digits d -> {}
            case Value.Flag f -> {}
            case Value.Null n -> {}
            case Value.Unknown u -> {}
        }
    }

    private static boolean credential(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return CREDENTIAL_NAMES.stream().anyMatch(lower::contains);
    }
}
