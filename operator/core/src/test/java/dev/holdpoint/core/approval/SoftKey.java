package dev.holdpoint.core.approval;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;

/** A fresh ed25519 key, written as the file that {@code ssh-keygen} would write and read back by the code under test. */
final class SoftKey {

    private SoftKey() {}

    static SshPrivateKey fresh() {
        return SshPrivateKey.parse(file()).orThrow();
    }

    static String file() {
        KeyPair pair = pair();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] publicHalf = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        byte[] section = new WireWriter()
                .uint32(7)
                .uint32(7)
                .text("ssh-ed25519")
                .string(publicHalf)
                .string(new WireWriter().raw(seed).raw(publicHalf).bytes())
                .text("a comment")
                .raw(new byte[] {1, 2, 3})
                .bytes();
        return PemFile.close(new WireWriter()
                .raw("openssh-key-v1\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .text("none")
                .text("none")
                .text("")
                .uint32(1)
                .string(new WireWriter().text("ssh-ed25519").string(publicHalf).bytes())
                .string(section)
                .bytes());
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
