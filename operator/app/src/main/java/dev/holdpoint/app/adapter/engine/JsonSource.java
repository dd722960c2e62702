package dev.holdpoint.app.adapter.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.holdpoint.core.plan.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Hostile JSON, read as a stream: valid UTF-8, one top-level object, no duplicate keys, no NaN, limits on depth and size.
 * What it says of bad input is a place and a reason, never a piece of the input.
 */
final class JsonSource {
    /** Levels of nesting; real plans have some twenty. */
    static final int MAX_DEPTH = 120;

    /** Bytes of one document: ten times the plan of 10,000 resources. */
    static final int MAX_BYTES = 256 << 20;

    /** Field names of the path that are shown; deeper ones may be keys of someone's map. */
    private static final int SHOWN_DEPTH = 4;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(64 << 20)
                    .build())
            .build();

    private JsonSource() {}

    /** Reads the fields of the top-level object. */
    interface Reader {
        void read(JsonParser json) throws IOException;
    }

    /** Input that is well-formed JSON but not what it should be. */
    static final class Unexpected extends IOException {
        private static final long serialVersionUID = 1L;

        Unexpected(String reason) {
            super(reason);
        }
    }

    /** What is wrong, and where. */
    record Trouble(String place, String reason) {}

    /** Reads one document; empty when all went well. */
    static Optional<Trouble> read(byte[] bytes, Reader reader) {
        if (bytes.length > MAX_BYTES) {
            return Optional.of(new Trouble("the whole document", "it is larger than " + MAX_BYTES + " bytes"));
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return Optional.of(new Trouble("the whole document", "it is not valid UTF-8"));
        }
        try (JsonParser json = FACTORY.createParser(text)) {
            return parse(json, reader);
        } catch (IOException e) {
            throw new UncheckedIOException("closing text in memory", e);
        }
    }

    private static Optional<Trouble> parse(JsonParser json, Reader reader) {
        try {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.of(new Trouble("line 1", "the top level is not an object"));
            }
            reader.read(json);
            if (json.nextToken() != null) {
                throw new Unexpected("something follows the end of the document");
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Trouble(place(json), reason(e)));
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case Unexpected u -> u.getMessage();
            case JsonEOFException eof -> "it ends in the middle";
            case StreamConstraintsException c ->
                "it is nested deeper than " + MAX_DEPTH + " levels or has a too large value";
            case JsonProcessingException p ->
                p.getOriginalMessage() != null && p.getOriginalMessage().startsWith("Duplicate field")
                        ? "a field stands there twice"
                        : "it is not JSON";
            case IOException other -> "it cannot be read";
        };
    }

    private static String place(JsonParser json) {
        var at = json.currentLocation();
        String[] names =
                json.getParsingContext().pathAsPointer(false).toString().split("/", SHOWN_DEPTH + 2);
        List<String> shown = new ArrayList<>();
        for (int i = 1; i < Math.min(names.length, SHOWN_DEPTH + 1); i++) {
            shown.add(names[i].length() > 40 ? names[i].substring(0, 40) : names[i]);
        }
        return "line " + at.getLineNr() + ", column " + at.getColumnNr()
                + (shown.isEmpty() ? "" : ", /" + String.join("/", shown));
    }

    /** Walks the fields of the object that the parser stands on. */
    static void fields(JsonParser json, FieldReader each) throws IOException {
        demand(json.currentToken() == JsonToken.START_OBJECT, "an object is expected here");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            each.read(name);
        }
        demand(json.currentToken() == JsonToken.END_OBJECT, "it ends in the middle");
    }

    /** Walks the items of the array that the parser stands on. */
    static void items(JsonParser json, Reader each) throws IOException {
        demand(json.currentToken() == JsonToken.START_ARRAY, "a list is expected here");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            demand(json.currentToken() != null, "it ends in the middle");
            each.read(json);
        }
    }

    /** Gets the name of a field; the parser stands on its value and must be left on the end of it. */
    interface FieldReader {
        void read(String name) throws IOException;
    }

    static String text(JsonParser json) throws IOException {
        demand(json.currentToken() == JsonToken.VALUE_STRING, "a string is expected here");
        return json.getText();
    }

    static boolean flag(JsonParser json) throws IOException {
        demand(json.currentToken() != null && json.currentToken().isBoolean(), "true or false is expected here");
        return json.getBooleanValue();
    }

    /** Any value, as a tree. */
    static Value value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        demand(token != null, "it ends in the middle");
        return switch (token) {
            case VALUE_NULL -> Value.nothing();
            case VALUE_TRUE -> new Value.Flag(true);
            case VALUE_FALSE -> new Value.Flag(false);
            case VALUE_STRING -> new Value.Text(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Digits(json.getText());
            case START_ARRAY -> {
                List<Value> list = new ArrayList<>();
                items(json, item -> list.add(value(item)));
                yield new Value.Many(list);
            }
            case START_OBJECT -> {
                Map<String, Value> map = new TreeMap<>();
                fields(json, name -> map.put(name, value(json)));
                yield Value.Fields.of(map);
            }
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new Unexpected("a value is expected here");
        };
    }

    static void demand(boolean holds, String otherwise) throws Unexpected {
        if (!holds) {
            throw new Unexpected(otherwise);
        }
    }
}
