package dev.holdpoint.core.approval;

import dev.holdpoint.core.digest.Sha256;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A public key in OpenSSH's form, checked to be one of {@link KeyType} and mathematically sound (point on the curve,
 * RSA of at least 3072 bits). Two keys are equal if their wire blobs are.
 *
 * <p>Formats: RFC 4253 section 6.6, RFC 5656, RFC 8709, OpenSSH PROTOCOL.u2f.
 */
public final class SshPublicKey {

    /** An RSA key of 8192 bits has a line of about 1400 characters. */
    private static final int MAX_LINE = 2048;

    private final KeyType type;
    private final byte[] blob;
    private final PublicKey key;
    private final String application;

    SshPublicKey(KeyType type, byte[] blob, PublicKey key, String application) {
        this.type = type;
        this.blob = blob;
        this.key = key;
        this.application = application;
    }

    /** Reads one line {@code TYPE BASE64 [COMMENT]}: no options before it, printable ASCII but for the comment. */
    public static Parsed<SshPublicKey> parseLine(String line) {
        try {
            return new Parsed.Ok<>(readLine(line));
        } catch (Malformed e) {
            return new Parsed.Bad<>(e.getMessage());
        }
    }

    /** Reads the wire blob, the form inside signatures. */
    public static Parsed<SshPublicKey> parseBlob(byte[] blob) {
        try {
            return new Parsed.Ok<>(PublicKeyReader.read(blob));
        } catch (Malformed e) {
            return new Parsed.Bad<>(e.getMessage());
        }
    }

    private static SshPublicKey readLine(String line) throws Malformed {
        if (line.length() > MAX_LINE) {
            throw new Malformed("a public key's line has at most " + MAX_LINE + " characters");
        }
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new Malformed("a public key is one line");
        }
        String[] parts = line.split(" ", 3);
        if (parts.length < 2) {
            throw new Malformed("a public key is a line 'TYPE BASE64 COMMENT', as in a file that ends in .pub");
        }
        if (KeyType.named(parts[0]).isEmpty()) {
            throw new Malformed("a public key's line begins with its type, one of "
                    + Arrays.stream(KeyType.values()).map(KeyType::wireName).toList() + ", without options");
        }
        SshPublicKey key = PublicKeyReader.read(StrictBase64.decode("the public key", parts[1]));
        if (!key.type.wireName().equals(parts[0])) {
            throw new Malformed("the public key's line says another type than the key itself");
        }
        return key;
    }

    public KeyType type() {
        return type;
    }

    /** The wire blob, a copy. */
    public byte[] blob() {
        return blob.clone();
    }

    /** The FIDO2 application of a key on a device, else empty. */
    public Optional<String> application() {
        return Optional.ofNullable(application);
    }

    /** {@code SHA256:…} as {@code ssh-keygen -l} prints it. */
    public String fingerprint() {
        return "SHA256:"
                + Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(Sha256.of(blob).bytes());
    }

    /** {@code TYPE BASE64}, without a comment. */
    public String line() {
        return type.wireName() + " " + Base64.getEncoder().encodeToString(blob);
    }

    PublicKey key() {
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SshPublicKey that && Arrays.equals(blob, that.blob);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(blob);
    }

    @Override
    public String toString() {
        return type.wireName() + " " + fingerprint();
    }
}
