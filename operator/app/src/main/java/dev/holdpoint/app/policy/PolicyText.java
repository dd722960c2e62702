package dev.holdpoint.app.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdpoint.app.policy.AdmissionPolicy.Named;
import dev.holdpoint.app.policy.AdmissionPolicy.Resources;
import dev.holdpoint.app.policy.AdmissionPolicy.Validation;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Rules as YAML for the API server: a ValidatingAdmissionPolicy and its binding each. */
public final class PolicyText {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    private PolicyText() {}

    /** All rules of an installation as one stream of YAML documents. */
    public static String yaml(PolicyValues values) {
        return Policies.of(values).stream().map(PolicyText::yaml).collect(Collectors.joining());
    }

    /** One rule and its binding. */
    public static String yaml(AdmissionPolicy policy) {
        return write(policyObject(policy)) + write(bindingObject(policy));
    }

    private static String write(ObjectNode object) {
        try {
            return YAML.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode object(String kind, AdmissionPolicy policy) {
        ObjectNode object = YAML.createObjectNode();
        object.put("apiVersion", "admissionregistration.k8s.io/v1").put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", policy.name());
        metadata.putObject("labels").put("app.kubernetes.io/part-of", "holdpoint");
        metadata.putObject("annotations").put("holdpoint.dev/stops", policy.stops());
        return object;
    }

    private static ObjectNode policyObject(AdmissionPolicy policy) {
        ObjectNode object = object("ValidatingAdmissionPolicy", policy);
        ObjectNode spec = object.putObject("spec").put("failurePolicy", "Fail");
        ObjectNode match = spec.putObject("matchConstraints").put("matchPolicy", "Equivalent");
        // What the API server would add by itself is said here, so that what is applied is what is stored.
        match.putObject("namespaceSelector");
        match.putObject("objectSelector");
        ArrayNode rules = match.putArray("resourceRules");
        policy.resources().forEach(resources -> rule(rules.addObject(), resources));
        named(spec, "matchConditions", policy.when());
        named(spec, "variables", policy.variables());
        ArrayNode validations = spec.putArray("validations");
        for (Validation validation : policy.validations()) {
            validations
                    .addObject()
                    .put("expression", validation.cel())
                    .put("message", validation.message())
                    .put("reason", "Forbidden");
        }
        return object;
    }

    private static void rule(ObjectNode rule, Resources resources) {
        list(rule, "apiGroups", List.of(resources.group()));
        list(rule, "apiVersions", List.of("*"));
        list(rule, "operations", resources.operations());
        list(rule, "resources", resources.plurals());
        rule.put("scope", "*");
    }

    private static void list(ObjectNode parent, String name, List<String> values) {
        ArrayNode array = parent.putArray(name);
        values.forEach(array::add);
    }

    private static void named(ObjectNode spec, String field, List<Named> expressions) {
        if (expressions.isEmpty()) {
            return;
        }
        ArrayNode array = spec.putArray(field);
        for (Named named : expressions) {
            array.addObject().put("name", named.name()).put("expression", named.cel());
        }
    }

    private static ObjectNode bindingObject(AdmissionPolicy policy) {
        ObjectNode object = object("ValidatingAdmissionPolicyBinding", policy);
        ObjectNode spec = object.putObject("spec").put("policyName", policy.name());
        list(spec, "validationActions", List.of("Deny", "Audit"));
        return object;
    }
}
