package dev.holdpoint.core.approval;

import dev.holdpoint.core.digest.Sha256;
import java.util.List;

/**
 * One settings object with the signatures that travel inside it. The bytes are the canonical JSON of kind, name,
 * version and the spec without {@code signatures} (RFC 8785); whoever makes the document makes them from the object as
 * it is stored.
 */
public final class SettingsDocument {

    /** The SSHSIG namespace of signatures on settings. A vote's signature can never pass for one. */
    public static final String NAMESPACE = "holdpoint-settings";

    private final String kind;
    private final String name;
    private final long version;
    private final byte[] canonical;
    private final List<String> signatures;

    /**
     * Takes copies.
     *
     * @param id kind, name and version, as they stand in the canonical bytes too
     * @param canonical what the signatures are over
     * @param signatures armored
     */
    public SettingsDocument(Id id, byte[] canonical, List<String> signatures) {
        this.kind = id.kind();
        this.name = id.name();
        this.version = id.version();
        this.canonical = canonical.clone();
        this.signatures = List.copyOf(signatures);
    }

    /** What a document is called. */
    public record Id(String kind, String name, long version) {
        @Override
        public String toString() {
            return kind + " " + name + " version " + version;
        }
    }

    public Id id() {
        return new Id(kind, name, version);
    }

    /** A copy. */
    public byte[] canonical() {
        return canonical.clone();
    }

    public List<String> signatures() {
        return signatures;
    }

    /** The SHA-256 of the canonical bytes. Of a first roster this is what an installation pins. */
    public Sha256 fingerprint() {
        return Sha256.of(canonical);
    }
}
