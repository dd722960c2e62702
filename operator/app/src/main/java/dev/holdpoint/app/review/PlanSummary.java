package dev.holdpoint.app.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdpoint.core.plan.Counts;
import dev.holdpoint.core.plan.OutputChange;
import dev.holdpoint.core.plan.PlannedAction;
import dev.holdpoint.core.verdict.Weighed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * {@code plan.json}: the redacted plan for machines, format {@code holdpoint.dev/plan/v1}. Addresses, effects and changed
 * attributes; never variables, prior state, planned values or configuration.
 */
public final class PlanSummary {
    /** Changed attributes of one thing. */
    private static final int MOST_ATTRIBUTES = 200;

    private static final JsonFactory JSON = new JsonFactory();

    private PlanSummary() {}

    /** The document, UTF-8, indented, with a line end. */
    public static byte[] of(Dossier dossier) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("format", "holdpoint.dev/plan/v1");
            json.writeStringField("engine", safe(dossier.plan().engine().version(), dossier));
            json.writeStringField(
                    "tier", Sentences.word(dossier.verdict().tier().name()));
            VerdictJson.counts(json, Counts.of(dossier.plan()));
            json.writeArrayFieldStart("changes");
            for (Weighed one : dossier.seen().weighed()) {
                change(json, one, dossier);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("outputs");
            for (OutputChange output : dossier.plan().outputs()) {
                json.writeStartObject();
                json.writeStringField("name", safe(output.name(), dossier));
                json.writeStringField("effect", output.effect().word());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw("\n");
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    private static void change(JsonGenerator json, Weighed one, Dossier dossier) throws IOException {
        PlannedAction action = one.action();
        Redactor redactor = dossier.redactor();
        json.writeStartObject();
        json.writeStringField("address", SafeText.line(redactor.address(action.address())));
        if (action.previousAddress().isPresent()) {
            json.writeStringField(
                    "previousAddress",
                    SafeText.line(redactor.address(action.previousAddress().get())));
        }
        json.writeStringField("type", safe(action.type(), dossier));
        json.writeStringField("effect", action.effect().word());
        json.writeStringField("holds", one.facts().known() ? one.facts().holds().word() : "unknown");
        List<Attributes.Row> rows = Attributes.of(action, redactor).rows();
        json.writeArrayFieldStart("attributes");
        for (Attributes.Row row : rows.subList(0, Math.min(MOST_ATTRIBUTES, rows.size()))) {
            json.writeStartObject();
            json.writeStringField("path", SafeText.line(row.path()));
            json.writeStringField("before", SafeText.line(row.before()));
            json.writeStringField("after", SafeText.line(row.after()));
            json.writeEndObject();
        }
        json.writeEndArray();
        if (rows.size() > MOST_ATTRIBUTES) {
            json.writeNumberField("attributesOmitted", rows.size() - MOST_ATTRIBUTES);
        }
        json.writeEndObject();
    }

    private static String safe(String text, Dossier dossier) {
        return SafeText.line(dossier.redactor().string(text));
    }
}
