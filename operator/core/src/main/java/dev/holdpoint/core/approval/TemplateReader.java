package dev.holdpoint.core.approval;

import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.verdict.Tier;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Bytes of an {@code APPROVE.txt} to {@link Template}: whatever it reads must render to the very same bytes. */
final class TemplateReader {

    private static final int MAX_BYTES = 8192;
    private static final int INT_DIGITS = 9;
    private static final int LONG_DIGITS = 18;

    private final Map<String, String> fields = new HashMap<>();

    private TemplateReader() {}

    static Parsed<Template> read(byte[] bytes) {
        try {
            Template template = new TemplateReader().template(bytes);
            // The one rule that counts; it also catches a wrong order, doubled lines and stray blanks.
            if (!Arrays.equals(template.render(), bytes)) {
                return new Parsed.Bad<>("the template is not written as a template of version 1 is");
            }
            return new Parsed.Ok<>(template);
        } catch (Malformed e) {
            return new Parsed.Bad<>(e.getMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Parsed.Bad<>("the template has a field out of its limits: " + e.getMessage());
        }
    }

    private Template template(byte[] bytes) throws Malformed {
        if (bytes.length > MAX_BYTES) {
            throw new Malformed("a template has at most " + MAX_BYTES + " bytes");
        }
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1);
        if (!lines[0].equals(Template.TITLE)) {
            throw new Malformed("a template begins with the line '" + Template.TITLE + "'");
        }
        int answers = 0;
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (line.startsWith("Answer-")) {
                answers++;
            } else if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return new Template(
                subject(),
                (int) number(field("Round"), "Round", INT_DIGITS),
                tier(field("Tier")),
                new Template.Pins(
                        digest("Plan-SHA256"),
                        digest("Review-SHA256"),
                        digest("Inputs-SHA256"),
                        digest("Settings-SHA256"),
                        digest("Ledger")),
                state(field("State")),
                actions(field("Actions").split(" ", -1)),
                Instant.parse(field("Expires")),
                answers);
    }

    private Template.Subject subject() throws Malformed {
        String[] change = field("Change").split("/", -1);
        if (change.length != 2) {
            throw new Malformed("the template's Change is NAMESPACE/NAME");
        }
        return new Template.Subject(
                change[0],
                change[1],
                field("Change-UID"),
                field("Repository"),
                field("Target"),
                field("Change-Commit"));
    }

    private static Tier tier(String word) throws Malformed {
        for (Tier tier : Tier.values()) {
            if (tier.name().toLowerCase(Locale.ROOT).equals(word)) {
                return tier;
            }
        }
        throw new Malformed("the template's Tier is none, low, normal, high or critical");
    }

    private static Template.State state(String text) throws Malformed {
        if (text.equals("none")) {
            return new Template.State.None();
        }
        String[] words = text.split(" ", -1);
        if (words.length != 4) {
            throw new Malformed("the template's State is 'none' or 'lineage L serial N'");
        }
        return new Template.State.At(words[1], number(words[3], "State", LONG_DIGITS));
    }

    private static Template.Actions actions(String[] words) throws Malformed {
        if (words.length != 10) {
            throw new Malformed("the template's Actions are five names with a count each");
        }
        int[] counts = new int[5];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (int) number(words[2 * i + 1], "Actions", INT_DIGITS);
        }
        return new Template.Actions(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private Sha256 digest(String name) throws Malformed {
        String text = field(name);
        return Sha256.tryParse(text)
                .orElseThrow(() -> new Malformed("the template's " + name + " is not a SHA-256 digest"));
    }

    private String field(String name) throws Malformed {
        String value = fields.get(name);
        if (value == null) {
            throw new Malformed("the template lacks the line '" + name + ":'");
        }
        return value;
    }

    private static long number(String digits, String field, int most) throws Malformed {
        if (digits.isEmpty() || digits.length() > most || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Malformed("the template's " + field + " needs a number of at most " + most + " digits");
        }
        return Long.parseLong(digits);
    }
}
