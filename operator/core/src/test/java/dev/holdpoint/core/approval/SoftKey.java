package dev.holdpoint.core.approval;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;

/** Fresh keys, written as the file that {@code ssh-keygen} would write and read back by the code under test. */
final class SoftKey {

    private SoftKey() {}

    static SshPrivateKey fresh() {
        return from(new SecureRandom());
    }

    static SshPrivateKey from(SecureRandom random) {
        return SshPrivateKey.parse(file(random)).orThrow();
    }

    static String file() {
        return file(new SecureRandom());
    }

    static String file(SecureRandom random) {
        KeyPair pair = pair("Ed25519", 255, random);
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] publicHalf = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        byte[] privateHalf = new WireWriter().raw(seed).raw(publicHalf).bytes();
        return file(
                new WireWriter().text("ssh-ed25519").string(publicHalf).bytes(),
                new WireWriter().text("ssh-ed25519").string(publicHalf).string(privateHalf));
    }

    static String rsaFile() {
        return rsaFile(new SecureRandom());
    }

    static String rsaFile(SecureRandom random) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair("RSA", 3072, random).getPrivate();
        return file(
                new WireWriter()
                        .text("ssh-rsa")
                        .positive(key.getPublicExponent())
                        .positive(key.getModulus())
                        .bytes(),
                new WireWriter()
                        .text("ssh-rsa")
                        .positive(key.getModulus())
                        .positive(key.getPublicExponent())
                        .positive(key.getPrivateExponent())
                        .positive(key.getCrtCoefficient())
                        .positive(key.getPrimeP())
                        .positive(key.getPrimeQ()));
    }

    private static String file(byte[] publicBlob, WireWriter secret) {
        byte[] section = new WireWriter()
                .uint32(7)
                .uint32(7)
                .raw(secret.bytes())
                .text("a comment")
                .raw(new byte[] {1, 2, 3})
                .bytes();
        return PemFile.close(new WireWriter()
                .raw("openssh-key-v1\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .text("none")
                .text("none")
                .text("")
                .uint32(1)
                .string(publicBlob)
                .string(section)
                .bytes());
    }

    private static KeyPair pair(String algorithm, int bits, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
