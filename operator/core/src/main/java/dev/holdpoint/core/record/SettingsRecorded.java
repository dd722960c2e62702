package dev.holdpoint.core.record;

import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.approval.SshSignature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A version of settings came into force.
 *
 * @param document with its signatures, so that anybody can judge again whether it did
 */
public record SettingsRecorded(SettingsDocument document) implements Fact {
    /** The canonical JSON that people signed. */
    public static final String TEXT = "settings.json";

    /** Their signatures, armored, one after the other. */
    public static final String SIGNATURES = "signatures.txt";

    private static final String END = "-----END SSH SIGNATURE-----\n";

    /** Signatures that cannot be read never counted, and are left out. */
    public SettingsRecorded {
        List<String> readable = new ArrayList<>();
        for (String signature : document.signatures()) {
            String armored = signature.endsWith("\n") ? signature : signature + "\n";
            if (SshSignature.parse(armored) instanceof Parsed.Ok<SshSignature>) {
                readable.add(armored);
            }
        }
        document = new SettingsDocument(document.id(), document.canonical(), readable);
    }

    static SettingsRecorded read(FactReader in) {
        SettingsDocument document = new SettingsDocument(
                new SettingsDocument.Id(
                        in.text("Settings-Kind"), in.text("Settings-Name"), in.number("Settings-Version")),
                in.attachment(TEXT),
                split(new String(in.attachment(SIGNATURES), StandardCharsets.ISO_8859_1)));
        FactReader.demand(
                document.fingerprint().equals(in.digest("Settings-SHA256")),
                "its Settings-SHA256 is not the digest of " + TEXT);
        return new SettingsRecorded(document);
    }

    private static List<String> split(String armors) {
        List<String> signatures = new ArrayList<>();
        int from = 0;
        for (int end = armors.indexOf(END); end >= 0; end = armors.indexOf(END, from)) {
            signatures.add(armors.substring(from, end + END.length()));
            from = end + END.length();
        }
        FactReader.demand(from == armors.length(), SIGNATURES + " does not end with a signature");
        return signatures;
    }

    @Override
    public EntryKind kind() {
        return EntryKind.SETTINGS;
    }

    @Override
    public Map<String, String> fields() {
        SettingsDocument.Id id = document.id();
        return Map.of(
                "Settings-Kind", id.kind(),
                "Settings-Name", id.name(),
                "Settings-Version", Long.toString(id.version()),
                "Settings-SHA256", document.fingerprint().hex(),
                "Signatures", Integer.toString(document.signatures().size()));
    }

    @Override
    public Map<String, byte[]> attachments() {
        byte[] signatures = String.join("", document.signatures()).getBytes(StandardCharsets.ISO_8859_1);
        return Map.of(TEXT, document.canonical(), SIGNATURES, signatures);
    }
}
