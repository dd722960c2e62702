package dev.holdpoint.app.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.holdpoint.core.scan.hcl.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON document with lines, read strictly: no key twice, nothing behind the end, bounded depth. */
sealed interface JsonValue {
    /** Deepest nesting. */
    int MAX_DEPTH = 64;

    /** From 1. */
    int line();

    record Members(int line, Map<String, JsonValue> all) implements JsonValue {}

    record Items(int line, List<JsonValue> all) implements JsonValue {}

    record Text(int line, String text) implements JsonValue {}

    /** A number, {@code true}, {@code false}. */
    record Scalar(int line, String text) implements JsonValue {}

    record Nothing(int line) implements JsonValue {}

    JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /** Reads a whole document. */
    static JsonValue read(String text) throws Unreadable {
        try (JsonParser parser = STRICT.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new Unreadable(1, "an empty document");
            }
            JsonValue value = value(parser);
            if (parser.nextToken() != null) {
                throw new Unreadable(line(parser), "something behind the end of the document");
            }
            return value;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new Unreadable(line, "it is not JSON without repeated keys, at most " + MAX_DEPTH + " levels deep");
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
    }

    private static JsonValue value(JsonParser parser) throws IOException, Unreadable {
        int line = line(parser);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, JsonValue> all = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = clean(parser.currentName(), line(parser));
                    parser.nextToken();
                    all.put(key, value(parser));
                }
                yield new Members(line, all);
            }
            case START_ARRAY -> {
                List<JsonValue> all = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    all.add(value(parser));
                }
                yield new Items(line, all);
            }
            case VALUE_STRING -> new Text(line, clean(parser.getText(), line));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> new Scalar(line, parser.getText());
            case VALUE_NULL -> new Nothing(line);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new Unreadable(line, "expected a value");
        };
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /** Escapes in JSON can name what no file may hold; Go and Java disagree about halves of characters. */
    private static String clean(String text, int line) throws Unreadable {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            if ((c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    || (c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
                throw new Unreadable(line, "a text with a control character or half of a character");
            }
        }
        return text;
    }
}
