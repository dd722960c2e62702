package dev.holdpoint.e2e.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Writes that are right in everything but who writes them: no schema and no transition rule has anything against them,
 * so whatever denies them looks at the writer.
 */
final class Forgeries {
    private static final JsonMapper JSON = new JsonMapper();

    private Forgeries() {}

    /** The change as the attestor would approve it, with two people's names and every digest as it must be. */
    static String approval(String change) {
        JsonNode plan = read(change).at("/status/plan");
        ObjectNode patch = JSON.createObjectNode();
        ObjectNode status = patch.putObject("status").put("phase", "Approved");
        ObjectNode approval = status.putObject("approval")
                .put("round", plan.path("round").asInt())
                .put("planDigest", plan.path("digest").asText())
                .put("head", plan.path("head").asText())
                .put("required", 2)
                .put("order", 99L)
                .put("ledgerEntry", "f".repeat(64))
                .put("grantedAt", now());
        approval.putArray("approvers").add("ada").add("ben");
        return patch.toString();
    }

    /** The lock as an apply pod would take it: the next fence, the next order, a pod's UID. */
    static String claim(String state, String change) {
        JsonNode status = read(state).path("status");
        long fence = status.path("fence").asLong() + 1;
        long order = status.path("lastOrder").asLong() + 1;
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("status")
                .put("fence", fence)
                .put("lastOrder", order)
                .putObject("lock")
                .put("holder", UUID.randomUUID().toString())
                .put("fence", fence)
                .put("order", order)
                .put("change", "holdpoint-agents/" + change)
                .put("since", now());
        return patch.toString();
    }

    /** Another plan of the same change, in the form of the controller's own. */
    static String plan(String plan) {
        JsonNode real = read(plan);
        ObjectNode forged = JSON.createObjectNode();
        forged.set("apiVersion", real.path("apiVersion"));
        forged.set("kind", real.path("kind"));
        forged.putObject("metadata")
                .put("name", "made-by-the-agent")
                .put("namespace", real.at("/metadata/namespace").asText());
        ObjectNode spec = forged.putObject("spec");
        spec.setAll((ObjectNode) real.path("spec"));
        spec.put("digest", "0".repeat(64));
        return forged.toPrettyString();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kubectl printed no JSON: " + json, e);
        }
    }
}
