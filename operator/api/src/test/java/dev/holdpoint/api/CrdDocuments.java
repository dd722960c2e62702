package dev.holdpoint.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Generates the CRDs from the Java kinds and adds what the generator has no annotation for. */
final class CrdDocuments {
    private static final List<Class<? extends io.fabric8.kubernetes.client.CustomResource<?, ?>>> KINDS = List.of(
            InfrastructureChange.class,
            InfrastructureStack.class,
            ChangeRepository.class,
            ChangePolicy.class,
            ApproverRoster.class,
            DeletionGuard.class,
            StackState.class,
            InfrastructurePlan.class,
            BreakGlass.class);

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());

    private CrdDocuments() {}

    /** File name to YAML text, for every kind. */
    static SortedMap<String, String> generate(Path scratch) throws IOException {
        Files.createDirectories(scratch);
        var generator = new CRDGenerator().inOutputDir(scratch.toFile());
        KINDS.forEach(generator::customResourceClasses);
        generator.detailedGenerate();
        SortedMap<String, String> documents = new TreeMap<>();
        try (Stream<Path> files = Files.list(scratch)) {
            for (Path file : files.filter(f -> f.toString().endsWith("-v1.yml")).toList()) {
                ObjectNode crd = YAML.readValue(file.toFile(), ObjectNode.class);
                finish(crd);
                orderColumns(crd);
                String name = crd.at("/metadata/name").asText() + ".yaml";
                documents.put(name, header(YAML.writeValueAsString(crd)));
            }
        }
        return documents;
    }

    private static String header(String yaml) {
        return "# Generated from operator/api. Edit the Java kinds, then: mvn -pl operator/api test -Dholdpoint.write\n"
                + yaml;
    }

    private static void finish(ObjectNode crd) {
        ((ObjectNode) crd.at("/metadata")).putObject("labels").put("app.kubernetes.io/part-of", "holdpoint");
        ObjectNode root = (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
        markLists(root);
        ObjectNode spec = (ObjectNode) root.at("/properties/spec");
        if (spec.path("properties").has("signatures")) {
            versionRule(spec);
        }
        requireSpec(root);
    }

    /** The generator sorts columns by their paths; a reader wants them as the kind's author wrote them. */
    private static void orderColumns(ObjectNode crd) {
        ObjectNode version = (ObjectNode) crd.at("/spec/versions/0");
        JsonNode sorted = version.path("additionalPrinterColumns");
        Class<?> kind = KINDS.stream()
                .filter(it ->
                        it.getSimpleName().equals(crd.at("/spec/names/kind").asText()))
                .findFirst()
                .orElseThrow();
        ArrayNode ordered = YAML.createArrayNode();
        for (AdditionalPrinterColumn column : kind.getAnnotationsByType(AdditionalPrinterColumn.class)) {
            sorted.forEach(it -> {
                if (it.path("name").asText().equals(column.name())) {
                    ordered.add(it);
                }
            });
        }
        if (ordered.size() != sorted.size()) {
            throw new IllegalStateException(kind + " has " + sorted.size() + " columns, ordered " + ordered.size());
        }
        if (!ordered.isEmpty()) {
            version.set("additionalPrinterColumns", ordered);
        }
    }

    /** A kind without its spec means nothing. */
    private static void requireSpec(ObjectNode root) {
        ArrayNode required = root.withArray("required");
        boolean there = false;
        for (JsonNode r : required) {
            there |= r.asText().equals("spec");
        }
        if (!there) {
            required.add("spec");
        }
    }

    /** Conditions merge by type, so that two writers do not overwrite each other's. */
    private static void markLists(ObjectNode schema) {
        JsonNode properties = schema.path("properties");
        properties.properties().forEach(entry -> {
            ObjectNode child = (ObjectNode) entry.getValue();
            if (entry.getKey().equals("conditions")) {
                child.put("x-kubernetes-list-type", "map");
                child.putArray("x-kubernetes-list-map-keys").add("type");
                boundConditions((ObjectNode) child.path("items"));
            } else if (child.path("items") instanceof ObjectNode items) {
                child.put("x-kubernetes-list-type", "atomic");
                markLists(items);
            } else {
                markLists(child);
            }
        });
    }

    /** The bounds that metav1.Condition documents; fabric8's model class carries none. */
    private static void boundConditions(ObjectNode condition) {
        bound(condition, "lastTransitionTime", 40);
        bound(condition, "message", 32768);
        bound(condition, "reason", 1024);
        bound(condition, "status", 7);
        bound(condition, "type", 316);
        condition.putArray("required").add("type").add("status");
    }

    private static void bound(ObjectNode parent, String name, int length) {
        ((ObjectNode) parent.at("/properties/" + name)).put("maxLength", length);
    }

    /** S1: whenever anything but the signatures changes, the version rises by exactly one. */
    private static void versionRule(ObjectNode spec) {
        List<String> same = new ArrayList<>();
        List<String> required = new ArrayList<>();
        spec.path("required").forEach(r -> required.add(r.asText()));
        spec.path("properties").fieldNames().forEachRemaining(name -> {
            if (name.equals("version") || name.equals("signatures")) {
                return;
            }
            if (required.contains(name)) {
                same.add("self." + name + " == oldSelf." + name);
            } else {
                same.add("has(self." + name + ") == has(oldSelf." + name + ") && (!has(self." + name + ") || self."
                        + name + " == oldSelf." + name + ")");
            }
        });
        ObjectNode rule = spec.withArray("x-kubernetes-validations").addObject();
        rule.put(
                "rule",
                "self.version == oldSelf.version + 1 || (self.version == oldSelf.version && "
                        + String.join(" && ", same) + ")");
        rule.put(
                "message",
                "holdpoint/S1: raise spec.version by one with every edit; within a version only signatures may change");
        rule.put("reason", "FieldValueForbidden");
    }
}
