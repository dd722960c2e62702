package dev.holdpoint.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in its one canonical spelling (RFC 8785), for the part of JSON that settings use: objects, arrays, strings,
 * integers that every reader can hold exactly, and booleans. What is null counts as absent; a fraction has no place in
 * settings and is refused.
 */
final class CanonicalJson {
    /** RFC 7493, section 2.2. */
    private static final long MAX_INTEGER = (1L << 53) - 1;

    private final StringBuilder text = new StringBuilder();

    private CanonicalJson() {}

    /** @throws IllegalArgumentException for a value that has no place in settings */
    static byte[] bytes(JsonNode node) {
        CanonicalJson writer = new CanonicalJson();
        writer.value(node);
        return writer.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> string(node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN -> text.append(node.booleanValue());
            case NULL, MISSING, POJO, BINARY ->
                throw new IllegalArgumentException("no place in settings for " + node.getNodeType());
        }
    }

    private void object(JsonNode node) {
        // RFC 8785 sorts names by UTF-16 code units, which is how Java compares strings.
        Map<String, JsonNode> members = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!member.getValue().isNull()) {
                members.put(member.getKey(), member.getValue());
            }
        }
        text.append('{');
        String comma = "";
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            text.append(comma);
            string(member.getKey());
            text.append(':');
            value(member.getValue());
            comma = ",";
        }
        text.append('}');
    }

    private void array(JsonNode node) {
        text.append('[');
        for (Iterator<JsonNode> items = node.elements(); items.hasNext(); ) {
            value(items.next());
            text.append(items.hasNext() ? "," : "");
        }
        text.append(']');
    }

    private void number(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || Math.abs(node.longValue()) > MAX_INTEGER) {
            throw new IllegalArgumentException("a number in settings is an integer below 2^53, not " + node);
        }
        text.append(node.longValue());
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isSurrogatePair(c, i + 1 < value.length() ? value.charAt(i + 1) : 'x')) {
                    throw new IllegalArgumentException("half a character (a lone surrogate) in a text of settings");
                }
                text.append(c).append(value.charAt(++i));
            } else {
                character(c);
            }
        }
        text.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> text.append(c < ' ' ? "\\u%04x".formatted((int) c) : Character.toString(c));
        }
    }
}
