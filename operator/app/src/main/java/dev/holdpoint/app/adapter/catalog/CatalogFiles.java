package dev.holdpoint.app.adapter.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.holdpoint.core.verdict.Catalog;
import dev.holdpoint.core.verdict.Holds;
import dev.holdpoint.core.verdict.SafeSide;
import dev.holdpoint.core.verdict.TypeFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the catalog that is built in. It is our own data, so a mistake in it is a bug and throws; a test reads all of it
 * at build time.
 */
public final class CatalogFiles {
    private static final List<String> FILES = List.of("aws.yaml", "others.yaml");
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private CatalogFiles() {}

    /** The whole catalog. */
    public static Catalog load() {
        List<TypeFacts> facts = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in = CatalogFiles.class.getResourceAsStream("/catalog/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("the catalog " + file + " is not in this jar");
                }
                facts.addAll(read(in.readAllBytes(), file));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the catalog " + file, e);
            }
        }
        return Catalog.of(facts);
    }

    /** @throws IllegalArgumentException on an unknown field or word, with the place */
    static List<TypeFacts> read(byte[] yaml, String file) throws IOException {
        List<TypeFacts> facts = new ArrayList<>();
        try (JsonParser parser = YAML.createParser(yaml)) {
            parser.nextToken();
            each(parser, file, type -> facts.add(facts(parser, type, file + ": " + type)));
        }
        return facts;
    }

    private interface Field {
        void read(String name) throws IOException;
    }

    private static void each(JsonParser parser, String place, Field field) throws IOException {
        demand(parser.currentToken() == JsonToken.START_OBJECT, place, "a block is expected");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    private static TypeFacts facts(JsonParser parser, String type, String place) throws IOException {
        Map<String, String> words = new LinkedHashMap<>();
        Map<String, SafeSide> protections = new LinkedHashMap<>();
        List<String> identity = new ArrayList<>();
        List<TypeFacts.Protector> protector = new ArrayList<>();
        each(parser, place, name -> {
            switch (name) {
                case "holds", "replace", "restore" -> words.put(name, word(parser, place));
                case "protections" -> each(parser, place, path -> protections.put(path, side(parser, place)));
                case "protects" -> protector.add(protector(parser, place));
                case "identity" -> {
                    demand(parser.currentToken() == JsonToken.START_ARRAY, place, "identity is a list");
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        identity.add(word(parser, place));
                    }
                }
                default -> throw new IllegalArgumentException(place + ": there is no field " + name);
            }
        });
        demand(words.containsKey("holds"), place, "holds is missing");
        String replace = words.getOrDefault("replace", "new-thing");
        demand(replace.equals("new-thing") || replace.equals("new-version"), place, "replace is new-version or absent");
        return new TypeFacts(
                type,
                true,
                holds(words.get("holds"), place),
                protections,
                replace.equals("new-version"),
                protector.stream().findFirst(),
                identity,
                Optional.ofNullable(words.get("restore")).orElse(""));
    }

    private static TypeFacts.Protector protector(JsonParser parser, String place) throws IOException {
        Map<String, String> words = new LinkedHashMap<>();
        each(parser, place, name -> {
            demand(name.equals("holds") || name.equals("by"), place, "protects has no field " + name);
            words.put(name, word(parser, place));
        });
        demand(words.size() == 2, place, "protects needs holds and by");
        return new TypeFacts.Protector(holds(words.get("holds"), place), words.get("by"));
    }

    private static SafeSide side(JsonParser parser, String place) throws IOException {
        Map<String, String> words = new LinkedHashMap<>();
        each(parser, place, name -> {
            demand(name.equals("safe") || name.equals("floor"), place, "a protection has no field " + name);
            words.put(name, word(parser, place));
        });
        demand(words.containsKey("safe"), place, "a protection needs safe");
        boolean rising = words.get("safe").equals("increasing");
        demand(rising == words.containsKey("floor"), place, "increasing, and it alone, has a floor");
        return switch (words.get("safe")) {
            case "increasing" -> new SafeSide.Rising(Long.parseLong(words.get("floor")));
            case "present" -> new SafeSide.Present();
            default -> new SafeSide.Only(words.get("safe"));
        };
    }

    private static Holds holds(String word, String place) {
        for (Holds holds : Holds.values()) {
            if (holds.name().toLowerCase(Locale.ROOT).equals(word)) {
                return holds;
            }
        }
        throw new IllegalArgumentException(place + ": holds has no word " + word);
    }

    private static String word(JsonParser parser, String place) throws IOException {
        demand(parser.currentToken() != null && parser.currentToken().isScalarValue(), place, "a word is expected");
        return parser.getText();
    }

    private static void demand(boolean holds, String place, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(place + ": " + otherwise);
        }
    }
}
