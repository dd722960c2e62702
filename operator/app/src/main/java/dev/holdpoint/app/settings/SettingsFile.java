package dev.holdpoint.app.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.Holdpoint;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.PolicySpec;
import dev.holdpoint.api.RepositorySpec;
import dev.holdpoint.api.RosterSpec;
import dev.holdpoint.api.StackSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A YAML file of settings, one or more documents, read as strictly as the API server would: a field that no kind has, a
 * value of another type, a name twice are errors that say where. Aliases are refused, so that what people read is what
 * they sign.
 */
public final class SettingsFile {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
    private static final Set<String> TOP = Set.of("apiVersion", "kind", "metadata", "spec", "status");

    private SettingsFile() {}

    /** The file is not what it should be; the message names file, document and field. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /**
     * Reads all documents; empty ones do not count.
     *
     * @param file for messages
     */
    public static List<HasMetadata> read(String file, String text) throws Unreadable {
        List<HasMetadata> objects = new ArrayList<>();
        for (JsonNode document : documents(file, text)) {
            objects.add(object(file + ", document " + (objects.size() + 1), document));
        }
        return objects;
    }

    private static List<JsonNode> documents(String file, String text) throws Unreadable {
        List<JsonNode> documents = new ArrayList<>();
        try {
            refuseAliases(file, text);
            try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(text)) {
                while (all.hasNextValue()) {
                    JsonNode document = all.nextValue();
                    if (!isEmpty(document)) {
                        documents.add(document);
                    }
                }
            }
        } catch (JsonProcessingException e) {
            throw new Unreadable(file + ", line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": " + firstLine(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
        return documents;
    }

    /** A document without content is read as no value or as an empty text. */
    private static boolean isEmpty(JsonNode document) {
        return document == null
                || document.isNull()
                || document.isMissingNode()
                || (document.isTextual() && document.textValue().isEmpty());
    }

    @SuppressWarnings("deprecation") // There is no other way to ask a YAML parser about aliases.
    private static void refuseAliases(String file, String text) throws IOException, Unreadable {
        try (YAMLParser parser = YAML.getFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser.isCurrentAlias()) {
                    throw new Unreadable(file + ", line "
                            + parser.currentTokenLocation().getLineNr()
                            + ": aliases are not used in settings; write the value out");
                }
            }
        }
    }

    private static HasMetadata object(String where, JsonNode document) throws Unreadable {
        for (var member : document.properties()) {
            if (!TOP.contains(member.getKey())) {
                throw new Unreadable(where + ": unknown field " + member.getKey());
            }
        }
        String version = Holdpoint.GROUP + "/" + Holdpoint.VERSION;
        if (!document.path("apiVersion").asText().equals(version)) {
            throw new Unreadable(where + ": apiVersion is " + version);
        }
        String kind = document.path("kind").asText();
        return switch (kind) {
            case "ApproverRoster" -> filled(new ApproverRoster(), RosterSpec.class, where, document);
            case "ChangeRepository" -> filled(new ChangeRepository(), RepositorySpec.class, where, document);
            case "InfrastructureStack" -> filled(new InfrastructureStack(), StackSpec.class, where, document);
            case "ChangePolicy" -> filled(new ChangePolicy(), PolicySpec.class, where, document);
            case "DeletionGuard" -> filled(new DeletionGuard(), GuardSpec.class, where, document);
            default ->
                throw new Unreadable(where + ": '" + kind + "' is no kind of settings; these are ApproverRoster,"
                        + " ChangeRepository, InfrastructureStack, ChangePolicy and DeletionGuard");
        };
    }

    private static <S, T> CustomResource<S, T> filled(
            CustomResource<S, T> object, Class<S> spec, String where, JsonNode document) throws Unreadable {
        object.setMetadata(value(document.path("metadata"), ObjectMeta.class, where + ", metadata"));
        if (object.getMetadata().getName() == null) {
            throw new Unreadable(where + ": metadata.name is missing");
        }
        object.setSpec(value(document.path("spec"), spec, where + ", spec"));
        return object;
    }

    private static <T> T value(JsonNode node, Class<T> type, String where) throws Unreadable {
        if (!node.isObject()) {
            throw new Unreadable(where + ": expected fields");
        }
        try {
            return CanonicalSettings.JSON.treeToValue(node, type);
        } catch (UnrecognizedPropertyException e) {
            throw new Unreadable(where + path(e) + ": unknown field; known are " + e.getKnownPropertyIds());
        } catch (InvalidFormatException e) {
            Class<?> target = e.getTargetType();
            String expected =
                    target.isEnum() ? "one of " + Arrays.toString(target.getEnumConstants()) : target.getSimpleName();
            throw new Unreadable(where + path(e) + ": expected " + expected + ", found '" + e.getValue() + "'");
        } catch (JsonMappingException e) {
            throw new Unreadable(where + path(e) + ": " + firstLine(e));
        } catch (JsonProcessingException e) {
            throw new Unreadable(where + ": " + firstLine(e));
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            path.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
        }
        return path.toString();
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
    }
}
