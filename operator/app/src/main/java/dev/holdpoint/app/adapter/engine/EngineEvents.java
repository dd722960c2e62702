package dev.holdpoint.app.adapter.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.holdpoint.app.port.EngineReport;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the machine-readable UI of OpenTofu and Terraform, one JSON object a line
 * (https://opentofu.org/docs/internals/machine-readable-ui). Taken are addresses, actions, severities, summaries and
 * ranges; never details, snippets, values or outputs, which print secrets.
 */
final class EngineEvents {
    /** The longest line that is looked at; events about resources are short, outputs and details need not be. */
    private static final int MAX_LINE = 1 << 20;

    private static final long MAX_STREAM = 512L << 20;
    private static final int MAX_DIAGNOSTICS = 100;
    private static final int MAX_ADDRESS = 1024;
    private static final ObjectReader JSON = new ObjectMapper().reader();

    private final Set<String> started = new LinkedHashSet<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private final Map<String, Integer> planned = new LinkedHashMap<>();
    private final Map<String, Integer> running = new LinkedHashMap<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private EngineEvents() {}

    static EngineReport read(InputStream stream) throws IOException {
        EngineEvents events = new EngineEvents();
        boolean whole = events.lines(new BufferedInputStream(stream, 1 << 16));
        return new EngineReport(
                List.copyOf(events.started),
                above(events.planned),
                List.copyOf(events.failed),
                above(events.running),
                events.diagnostics,
                whole);
    }

    private static List<String> above(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean lines(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long total = 0;
        boolean tooLong = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (++total > MAX_STREAM) {
                return false;
            }
            if (c != '\n') {
                tooLong |= line.size() >= MAX_LINE;
                if (!tooLong) {
                    line.write(c);
                }
                continue;
            }
            if (!tooLong) {
                line(line.toByteArray());
            }
            line.reset();
            tooLong = false;
        }
        line(line.toByteArray());
        return true;
    }

    private void line(byte[] line) throws IOException {
        if (line.length == 0 || line[0] != '{') {
            return;
        }
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (JsonProcessingException cutOffOrNoEvent) {
            return;
        }
        JsonNode hook = event.path("hook");
        switch (event.path("type").asText()) {
            case "planned_change" -> planned(event.path("change"));
            case "apply_start" -> changed(hook, 1);
            case "apply_complete" -> {
                changed(hook, -1);
                planned.computeIfPresent(address(hook), (address, left) -> left - 1);
            }
            case "apply_errored" -> {
                changed(hook, -1);
                failed.add(address(hook));
            }
            case "diagnostic" -> diagnostic(event.path("diagnostic"));
            default -> {
                // progress, versions, logs, outputs: nothing that decides anything
            }
        }
    }

    private void planned(JsonNode change) {
        int steps = switch (change.path("action").asText()) {
            case "create", "update", "delete" -> 1;
            case "replace" -> 2;
            default -> 0;
        };
        planned.merge(address(change), steps, Integer::sum);
    }

    /** Reading a data source at apply time changes nothing, and its event is of the same type. */
    private void changed(JsonNode hook, int by) {
        String action = hook.path("action").asText();
        if (action.equals("read") || action.equals("noop")) {
            return;
        }
        String address = address(hook);
        running.merge(address, by, Integer::sum);
        if (by > 0) {
            started.add(address);
        }
    }

    private static String address(JsonNode holder) {
        String address = holder.path("resource").path("addr").asText();
        return address.length() <= MAX_ADDRESS ? address : address.substring(0, MAX_ADDRESS);
    }

    private void diagnostic(JsonNode said) {
        if (diagnostics.size() == MAX_DIAGNOSTICS) {
            return;
        }
        String severity = said.path("severity").asText().equals(EngineReport.ERROR) ? EngineReport.ERROR : "warning";
        JsonNode range = said.path("range");
        diagnostics.add(new Diagnostic(
                severity,
                SafeText.summary(said.path("summary").asText()),
                SafeText.file(range.path("filename").asText()),
                range.path("start").path("line").asInt()));
    }
}
