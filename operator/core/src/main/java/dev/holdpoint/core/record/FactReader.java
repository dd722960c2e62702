package dev.holdpoint.core.record;

import dev.holdpoint.core.approval.Decision;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.digest.Sha256;
import java.util.Map;
import java.util.Optional;

/** Fields of one entry as types; whatever is missing or malformed is an {@link IllegalArgumentException} with its name. */
final class FactReader {
    private final Entry entry;
    private final Map<String, byte[]> attachments;

    FactReader(Entry entry, Map<String, byte[]> attachments) {
        this.entry = entry;
        this.attachments = attachments;
    }

    EntryKind kind() {
        return entry.kind();
    }

    String text(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException("it lacks the field " + name));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(entry.fields().get(name));
    }

    long number(String name) {
        String digits = text(name);
        if (!digits.matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("its field " + name + " is no number");
        }
        return Long.parseLong(digits);
    }

    int small(String name) {
        return (int) Math.min(number(name), Integer.MAX_VALUE);
    }

    Sha256 digest(String name) {
        return Sha256.tryParse(text(name))
                .orElseThrow(() -> new IllegalArgumentException("its field " + name + " is no SHA-256 digest"));
    }

    Decision decision(String name) {
        for (Decision decision : Decision.values()) {
            if (decision.word().equals(text(name))) {
                return decision;
            }
        }
        throw new IllegalArgumentException("its field " + name + " is not approve, reject or withdraw");
    }

    Template template(String file) {
        return Template.parse(attachment(file)).orThrow();
    }

    byte[] attachment(String file) {
        return optionalAttachment(file)
                .orElseThrow(() -> new IllegalArgumentException("it lacks the attachment " + file));
    }

    Optional<byte[]> optionalAttachment(String file) {
        return Optional.ofNullable(attachments.get(file));
    }

    static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
