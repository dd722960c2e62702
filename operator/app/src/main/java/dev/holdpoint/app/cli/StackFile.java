package dev.holdpoint.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdpoint.api.Holdpoint;
import dev.holdpoint.api.StackSpec;
import java.util.Optional;

/** A stack as a file, exactly as in the cluster. Only the spec is bound: the Kubernetes classes would start slowly. */
final class StackFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StackFile() {}

    /** The spec; empty when the text is not one stack. An unknown field makes it none. */
    static Optional<StackSpec> read(String yaml) {
        try {
            JsonNode stack = YAML.readTree(yaml);
            boolean ours = stack.path("kind").asText().equals("InfrastructureStack")
                    && stack.path("apiVersion").asText().equals(Holdpoint.GROUP + "/" + Holdpoint.VERSION)
                    && stack.path("spec").isObject();
            return ours ? Optional.of(YAML.treeToValue(stack.path("spec"), StackSpec.class)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
