package dev.holdpoint.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdpoint.api.Holdpoint;
import java.util.Optional;

/**
 * One of our kinds as a file, exactly as in the cluster. Only the spec is bound: the Kubernetes classes would start slowly.
 *
 * @param namespace of the object; empty for cluster-scoped kinds
 * @param name of the object
 * @param spec what it says
 */
record SpecFile<T>(String namespace, String name, T spec) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads one object of a kind; empty when the text is something else. An unknown field makes it something else. */
    static <T> Optional<SpecFile<T>> read(String yaml, String kind, Class<T> type) {
        try {
            JsonNode object = YAML.readTree(yaml);
            boolean ours = object.path("kind").asText().equals(kind)
                    && object.path("apiVersion").asText().equals(Holdpoint.GROUP + "/" + Holdpoint.VERSION)
                    && object.path("spec").isObject();
            return ours
                    ? Optional.of(new SpecFile<>(
                            object.path("metadata").path("namespace").asText(),
                            object.path("metadata").path("name").asText(),
                            YAML.treeToValue(object.path("spec"), type)))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
