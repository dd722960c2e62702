package dev.holdpoint.app.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.holdpoint.core.plan.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** JSON inside strings: policies, container definitions, secrets. Compared and masked by its parts, not as one string. */
final class NestedJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(40).build())
            .build();

    private NestedJson() {}

    /** The value of a string that holds a JSON object or list, and nothing else. */
    static Optional<Value> parse(String text) {
        String trimmed = text.strip();
        if (!(trimmed.startsWith("{") && trimmed.endsWith("}"))
                && !(trimmed.startsWith("[") && trimmed.endsWith("]"))) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(trimmed)) {
            parser.nextToken();
            Value value = value(parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // then it is a string like any other
        }
    }

    private static Value value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("it ends in the middle");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Value> entries = new TreeMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    entries.put(name, value(parser));
                }
                yield Value.Fields.of(entries);
            }
            case START_ARRAY -> {
                List<Value> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield new Value.Many(items);
            }
            case VALUE_STRING -> new Value.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Digits(parser.getText());
            case VALUE_TRUE -> new Value.Flag(true);
            case VALUE_FALSE -> new Value.Flag(false);
            case VALUE_NULL -> Value.nothing();
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("a value is expected");
        };
    }

    /** Strings and numbers inside, also inside strings that hold JSON again. */
    static Set<String> scalars(Value value) {
        Set<String> found = new LinkedHashSet<>();
        collect(value, found);
        return found;
    }

    private static void collect(Value value, Set<String> found) {
        switch (value) {
            case Value.Text(var text) -> {
                found.add(text);
                parse(text).ifPresent(inner -> collect(inner, found));
            }
            case Value.Digits(var text) -> found.add(text);
            case Value.Many(var items) -> items.forEach(item -> collect(item, found));
            case Value.Fields(var entries) -> entries.values().forEach(item -> collect(item, found));
            case Value.Secret(var inside) -> collect(inside, found);
            case Value.Flag f -> {}
            case Value.Null n -> {}
            case Value.Unknown u -> {}
        }
    }

    /** As it stands inside a JSON string. */
    static String escape(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** As the engines' own encoder writes it, which also escapes what HTML could read. */
    static String escapeAsGo(String text) {
        return escape(text).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }
}
