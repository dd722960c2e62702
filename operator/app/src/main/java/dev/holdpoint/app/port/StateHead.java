package dev.holdpoint.app.port;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What names a state: read from its bytes in one pass that keeps nothing else. Terraform's state format, version 4.
 *
 * @param lineage names the state through all its versions; empty in the state of a plan that found none
 * @param serial rises with every write; 0 in the state of a plan that found none
 * @param holdsManaged whether anything managed stands in it; destroying is possible only then
 */
public record StateHead(String lineage, long serial, boolean holdsManaged) {
    private static final int FORMAT = 4;
    private static final int MAX_LINEAGE = 128;
    private static final Set<String> READ = Set.of("version", "lineage", "serial", "resources");
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads it, strictly: the engines fold the case of keys and take the last of two, so a key in another case or a second
     * one is refused.
     *
     * @return empty when this is no state of format 4
     */
    public static Optional<StateHead> read(byte[] state) {
        try (JsonParser parser = JSON.createParser(state)) {
            return new Reading(parser).head();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static final class Reading {
        private final JsonParser parser;
        private final Set<String> seen = new HashSet<>();
        private String lineage = "";
        private long serial = -1;
        private long version = -1;
        private boolean managed;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        Optional<StateHead> head() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                if (!key(key)) {
                    return Optional.empty();
                }
            }
            boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return whole && version == FORMAT && serial >= 0 && lineage.length() <= MAX_LINEAGE
                    ? Optional.of(new StateHead(lineage, serial, managed))
                    : Optional.empty();
        }

        /** False when the key makes the state ambiguous or has another type than the format says. */
        private boolean key(String key) throws IOException {
            if (!READ.contains(key)) {
                parser.skipChildren();
                return READ.stream().noneMatch(key::equalsIgnoreCase);
            }
            if (!seen.add(key)) {
                return false;
            }
            return switch (key) {
                case "lineage" -> text();
                case "resources" -> resources();
                default -> number(key);
            };
        }

        private boolean text() throws IOException {
            lineage = parser.getText();
            return parser.currentToken() == JsonToken.VALUE_STRING;
        }

        private boolean number(String key) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                return false;
            }
            if (key.equals("serial")) {
                serial = parser.getLongValue();
            } else {
                version = parser.getLongValue();
            }
            return true;
        }

        private boolean resources() throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return true;
            }
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return false;
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean mode = parser.currentName().equalsIgnoreCase("mode");
                    parser.nextToken();
                    managed |= mode && "managed".equals(parser.getText());
                    parser.skipChildren();
                }
            }
            return parser.currentToken() == JsonToken.END_ARRAY;
        }
    }
}
