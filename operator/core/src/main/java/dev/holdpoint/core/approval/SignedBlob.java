package dev.holdpoint.core.approval;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What an SSHSIG signature is really over (PROTOCOL.sshsig, "Signed Data"). */
final class SignedBlob {

    private SignedBlob() {}

    /** @param hash sha256 or sha512 */
    static byte[] of(byte[] message, String namespace, String hash) {
        return new WireWriter()
                .raw(SshSignature.MAGIC)
                .text(namespace)
                .text("")
                .text(hash)
                .string(hash(message, hash))
                .bytes();
    }

    private static byte[] hash(byte[] message, String hash) {
        try {
            return MessageDigest.getInstance(hash.equals("sha256") ? "SHA-256" : "SHA-512")
                    .digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-2", e);
        }
    }
}
