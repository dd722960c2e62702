package dev.holdpoint.core.approval;

import java.util.Arrays;
import java.util.Optional;

/** The SSH key types whose signatures count; every other type is refused by name. */
public enum KeyType {
    ED25519("ssh-ed25519"),
    /** On a FIDO2 device (OpenSSH PROTOCOL.u2f). */
    SK_ED25519("sk-ssh-ed25519@openssh.com"),
    ECDSA_P256("ecdsa-sha2-nistp256"),
    /** On a FIDO2 device (OpenSSH PROTOCOL.u2f). */
    SK_ECDSA_P256("sk-ecdsa-sha2-nistp256@openssh.com"),
    /** Of 3072 to 8192 bits, with SHA-2 only (RFC 8332). */
    RSA("ssh-rsa");

    private final String wireName;

    KeyType(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the wire format and at the start of a public key's line. */
    public String wireName() {
        return wireName;
    }

    /** Whether the private half lives on a FIDO2 device, so that a signature tells of touch and PIN. */
    public boolean onDevice() {
        return switch (this) {
            case SK_ED25519, SK_ECDSA_P256 -> true;
            case ED25519, ECDSA_P256, RSA -> false;
        };
    }

    static Optional<KeyType> named(String wireName) {
        return Arrays.stream(values()).filter(t -> t.wireName.equals(wireName)).findFirst();
    }
}
