package dev.holdpoint.e2e.path;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdpoint.app.adapter.kube.KubeStateCustody;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The stack's state as the engine wrote it. */
final class States {
    private States() {}

    /** The current state as the engine wrote it. */
    static String text(Place place) {
        return new String(
                new KubeStateCustody(place.admin(), Clock.systemUTC()).bytes(place.state().current),
                StandardCharsets.UTF_8);
    }

    /** How many instances of the thing that a change of this name makes stand in the state. */
    static int instances(Place place, String change) {
        String address = change.replace('-', '_');
        try {
            for (JsonNode resource : new ObjectMapper().readTree(text(place)).path("resources")) {
                if (resource.path("name").asText().equals(address)) {
                    return resource.path("instances").size();
                }
            }
            return 0;
        } catch (JsonProcessingException e) {
            throw new AssertionError("the state is no JSON", e);
        }
    }
}
