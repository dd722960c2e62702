package dev.holdpoint.core.approval;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;

/** The binary inside an OpenSSH private key file (PROTOCOL.key). */
final class PrivateKeyReader {

    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SEED_BYTES = 32;

    private PrivateKeyReader() {}

    record Read(SshPublicKey publicKey, PrivateKey privateKey) {}

    static Read read(byte[] blob) throws Malformed {
        WireReader in = new WireReader("the private key file", blob);
        if (!Arrays.equals(in.raw(MAGIC.length), MAGIC)) {
            throw new Malformed("the private key file does not begin with openssh-key-v1");
        }
        String cipher = in.text();
        String keyDerivation = in.text();
        if (!cipher.equals("none") || !keyDerivation.equals("none") || in.string().length != 0) {
            throw new Malformed("the private key is encrypted; a key of the program has no passphrase");
        }
        if (in.uint32() != 1) {
            throw new Malformed("the private key file must hold exactly one key");
        }
        SshPublicKey publicKey = PublicKeyReader.read(in.string());
        byte[] section = in.string();
        in.end();
        return new Read(publicKey, privateKey(new WireReader("the private key", section), publicKey));
    }

    private static PrivateKey privateKey(WireReader in, SshPublicKey publicKey) throws Malformed {
        long check = in.uint32();
        if (in.uint32() != check) {
            throw new Malformed("the private key's check numbers differ");
        }
        if (!in.text().equals(publicKey.type().wireName())) {
            throw new Malformed("the private key's halves are of different types");
        }
        try {
            PrivateKey key = switch (publicKey.type()) {
                case ED25519 -> ed25519(in);
                case ECDSA_P256 -> ecdsa(in);
                case RSA -> rsa(in);
                case SK_ED25519, SK_ECDSA_P256 ->
                    throw new Malformed("a key on a FIDO2 device signs through its device only");
            };
            in.string(); // comment
            padding(in.rest());
            return key;
        } catch (GeneralSecurityException e) {
            throw new Malformed("the private key is refused by the Java platform");
        }
    }

    private static PrivateKey ed25519(WireReader in) throws Malformed, GeneralSecurityException {
        in.string(); // public half
        byte[] seedAndPublic = in.string();
        if (seedAndPublic.length != 2 * SEED_BYTES) {
            throw new Malformed("an ed25519 private key has 64 bytes");
        }
        byte[] seed = Arrays.copyOf(seedAndPublic, SEED_BYTES);
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    }

    private static PrivateKey ecdsa(WireReader in) throws Malformed, GeneralSecurityException {
        in.string(); // curve
        in.string(); // public point
        BigInteger scalar = in.positive();
        if (!P256.inGroup(scalar)) {
            throw new Malformed("the ECDSA private key is out of range");
        }
        return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, P256.parameters()));
    }

    private static PrivateKey rsa(WireReader in) throws Malformed, GeneralSecurityException {
        BigInteger n = in.positive();
        BigInteger e = in.positive();
        BigInteger d = in.positive();
        BigInteger qInverse = in.positive();
        BigInteger p = in.positive();
        BigInteger q = in.positive();
        if (p.compareTo(BigInteger.TWO) < 0 || q.compareTo(BigInteger.TWO) < 0) {
            throw new Malformed("the RSA private key's primes are too small");
        }
        BigInteger dP = d.mod(p.subtract(BigInteger.ONE));
        BigInteger dQ = d.mod(q.subtract(BigInteger.ONE));
        return KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateCrtKeySpec(n, e, d, p, q, dP, dQ, qInverse));
    }

    private static void padding(byte[] rest) throws Malformed {
        for (int i = 0; i < rest.length; i++) {
            if (rest[i] != i + 1) {
                throw new Malformed("the private key's padding is wrong");
            }
        }
    }
}
