package dev.holdpoint.app.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.plan.Counts;
import dev.holdpoint.core.verdict.Finding;
import dev.holdpoint.core.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code check -o json}: format {@code holdpoint.dev/verdict/v1}, as 07 fixes it. */
public final class VerdictJson {
    private static final JsonFactory JSON = new JsonFactory();

    private VerdictJson() {}

    /** The document as text, with a line end. */
    public static String of(Verdict verdict, Quorum quorum, Counts counts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("format", "holdpoint.dev/verdict/v1");
            json.writeStringField("verdict", word(verdict, quorum));
            json.writeStringField("tier", Sentences.word(verdict.tier().name()));
            json.writeObjectFieldStart("approvals");
            json.writeNumberField("required", quorum.required());
            json.writeNumberField("signedTags", quorum.signedTags());
            json.writeBooleanField("hardwareTouch", quorum.hardwareTouch());
            json.writeEndObject();
            counts(json, counts);
            json.writeArrayFieldStart("findings");
            for (Finding finding : verdict.findings()) {
                finding(json, finding);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toString(StandardCharsets.UTF_8) + "\n";
    }

    /** nobody, humans or refused. */
    private static String word(Verdict verdict, Quorum quorum) {
        return switch (verdict) {
            case Verdict.Refused r -> "refused";
            case Verdict.Humans h -> quorum.required() == 0 ? "nobody" : "humans";
        };
    }

    static void counts(JsonGenerator json, Counts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("create", counts.create());
        json.writeNumberField("update", counts.update());
        json.writeNumberField("replace", counts.replace());
        json.writeNumberField("delete", counts.delete());
        json.writeNumberField("forget", counts.forget());
        json.writeNumberField("read", counts.read());
        json.writeNumberField("noop", counts.noop());
        json.writeNumberField("import", counts.imported());
        json.writeNumberField("move", counts.moved());
        json.writeEndObject();
    }

    private static void finding(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule());
        json.writeStringField("severity", finding.severity().word());
        json.writeStringField("tier", Sentences.word(finding.tier().name()));
        json.writeStringField("address", SafeText.line(finding.address()));
        json.writeStringField("effect", finding.effect());
        json.writeStringField("type", SafeText.line(finding.type()));
        json.writeStringField("saw", SafeText.line(finding.saw()));
        json.writeArrayFieldStart("remedy");
        for (String step : finding.remedy()) {
            json.writeString(SafeText.line(step));
        }
        json.writeEndArray();
        json.writeStringField("nextActor", finding.nextActor());
        json.writeEndObject();
    }
}
