package dev.holdpoint.core.approval;

/**
 * Whether a human was there when a signature was made, as far as the signature itself tells (OpenSSH PROTOCOL.u2f,
 * flags {@code 0x01} and {@code 0x04}).
 */
public enum Presence {
    /** A software key: an agent that runs as its owner can use it too. */
    UNKNOWN,
    /** A FIDO2 device signed without anybody touching it. */
    NOBODY,
    /** Someone touched the device. */
    TOUCH,
    /** Someone touched the device and gave its PIN or fingerprint. */
    TOUCH_AND_PIN;

    static Presence ofFlags(int flags) {
        boolean touched = (flags & SshSignature.TOUCHED) != 0;
        boolean verified = (flags & SshSignature.VERIFIED) != 0;
        if (!touched) {
            return NOBODY;
        }
        return verified ? TOUCH_AND_PIN : TOUCH;
    }
}
