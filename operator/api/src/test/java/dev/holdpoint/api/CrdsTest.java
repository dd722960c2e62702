package dev.holdpoint.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrdsTest {
    private static final Path COMMITTED =
            Path.of(System.getProperty("holdpoint.root", "../..")).resolve("crds");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    Path scratch;

    @Test
    void the_committed_crds_are_what_the_kinds_generate() throws IOException {
        SortedMap<String, String> generated = CrdDocuments.generate(scratch);
        if (System.getProperty("holdpoint.write") != null) {
            Files.createDirectories(COMMITTED);
            for (var entry : generated.entrySet()) {
                Files.writeString(COMMITTED.resolve(entry.getKey()), entry.getValue());
            }
        }
        SortedMap<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.list(COMMITTED)) {
            for (Path file : files.toList()) {
                committed.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(committed).isEqualTo(generated).hasSize(9);
    }

    @Test
    void every_string_and_list_is_bounded() throws IOException {
        List<String> unbounded = new ArrayList<>();
        for (var entry : CrdDocuments.generate(scratch).entrySet()) {
            JsonNode crd = YAML.readTree(entry.getValue());
            walk(entry.getKey(), crd.at("/spec/versions/0/schema/openAPIV3Schema"), unbounded);
        }
        assertThat(unbounded).isEmpty();
    }

    @Test
    void the_list_of_changes_answers_what_each_waits_for_in_the_order_of_the_design() throws IOException {
        JsonNode crd = YAML.readTree(CrdDocuments.generate(scratch).get("infrastructurechanges.holdpoint.dev.yaml"));
        List<String> columns = new ArrayList<>();
        crd.at("/spec/versions/0/additionalPrinterColumns").forEach(column -> {
            assertThat(column.path("priority").asInt()).isZero();
            columns.add(
                    column.path("name").asText() + " " + column.path("jsonPath").asText());
        });
        assertThat(columns)
                .containsExactly(
                        "Stack .status.stack",
                        "PR .status.branch.name",
                        "Plan .status.summary",
                        "Tier .status.tier",
                        "Approvals .status.approvals",
                        "Phase .status.phase",
                        "Next actor .status.nextActor",
                        "Age .metadata.creationTimestamp",
                        "Message .status.message");
    }

    private static void walk(String path, JsonNode schema, List<String> unbounded) {
        String type = schema.path("type").asText();
        if (type.equals("string") && !schema.has("maxLength") && !schema.has("enum")) {
            unbounded.add(path);
        }
        if (type.equals("array")) {
            if (!schema.has("maxItems")) {
                unbounded.add(path);
            }
            walk(path + "[]", schema.path("items"), unbounded);
        }
        schema.path("properties").properties().forEach(e -> walk(path + "." + e.getKey(), e.getValue(), unbounded));
    }
}
