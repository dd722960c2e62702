package dev.holdpoint.core.approval;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Wire blob to key. Everything that a provider might let pass (points off the curve, weak moduli) is checked here. */
final class PublicKeyReader {

    static final int MIN_RSA_BITS = 3072;
    /** Verification time rises with the size; nobody needs more. */
    static final int MAX_RSA_BITS = 8192;

    private static final int ED25519_BYTES = 32;
    private static final int MAX_APPLICATION = 256;
    /** The SubjectPublicKeyInfo of RFC 8410, up to the key's bytes. */
    private static final byte[] ED25519_SPKI = HexFormat.of().parseHex("302a300506032b6570032100");
    /** 2^255 - 19. */
    private static final BigInteger ED25519_P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    /**
     * The y coordinates of the points of order 1, 2, 4 and 8 on edwards25519. A "key" of such an order accepts
     * signatures that nobody made; OpenSSH takes them, we do not.
     */
    private static final Set<BigInteger> SMALL_ORDER = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            ED25519_P.subtract(BigInteger.ONE),
            new BigInteger("55188659117513257062467267217118295137698188065244968500265048394206261417927"),
            new BigInteger("2707385501144840649318225287225658788936804267575313519463743609750303402022"));

    private PublicKeyReader() {}

    static SshPublicKey read(byte[] blob) throws Malformed {
        WireReader in = new WireReader("the public key", blob);
        String name = in.text();
        KeyType type = KeyType.named(name).orElseThrow(() -> new Malformed("keys of type " + name + " do not count"));
        PublicKey key = switch (type) {
            case ED25519, SK_ED25519 -> ed25519(in.string());
            case ECDSA_P256, SK_ECDSA_P256 -> p256(in);
            case RSA -> rsa(in);
        };
        String application = type.onDevice() ? application(in) : null;
        in.end();
        return new SshPublicKey(type, blob.clone(), key, application);
    }

    private static String application(WireReader in) throws Malformed {
        String application = in.text();
        if (!application.startsWith("ssh:") || application.length() > MAX_APPLICATION) {
            // Else a web page's login, signed by the same device, could pass for an SSH signature.
            throw new Malformed("the FIDO2 application of an SSH key begins with 'ssh:'");
        }
        return application;
    }

    private static PublicKey ed25519(byte[] raw) throws Malformed {
        if (raw.length != ED25519_BYTES) {
            throw new Malformed("an ed25519 key has 32 bytes");
        }
        byte[] bigEndian = new byte[ED25519_BYTES];
        for (int i = 0; i < ED25519_BYTES; i++) {
            bigEndian[i] = raw[ED25519_BYTES - 1 - i];
        }
        bigEndian[0] &= 0x7f;
        BigInteger y = new BigInteger(1, bigEndian);
        if (y.compareTo(ED25519_P) >= 0 || SMALL_ORDER.contains(y)) {
            throw new Malformed("the ed25519 key is not a sound point of its curve");
        }
        byte[] encoded = Arrays.copyOf(ED25519_SPKI, ED25519_SPKI.length + ED25519_BYTES);
        System.arraycopy(raw, 0, encoded, ED25519_SPKI.length, ED25519_BYTES);
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            // The factory takes any y; only this looks for the x that belongs to it, and throws where there is none.
            Signature.getInstance("Ed25519").initVerify(key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new Malformed("the ed25519 key is not a point of its curve");
        }
    }

    private static PublicKey p256(WireReader in) throws Malformed {
        if (!in.text().equals("nistp256")) {
            throw new Malformed("an ECDSA key that counts is on the curve nistp256");
        }
        return p256(in.string());
    }

    static PublicKey p256(byte[] point) throws Malformed {
        if (point.length != 65 || point[0] != 4) {
            throw new Malformed("a nistp256 point has 65 bytes and is uncompressed");
        }
        ECPoint w = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
        if (!P256.onCurve(w)) {
            throw new Malformed("the nistp256 point is not on its curve");
        }
        try {
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, P256.parameters()));
        } catch (GeneralSecurityException e) {
            throw new Malformed("the nistp256 key is refused by the Java platform");
        }
    }

    private static PublicKey rsa(WireReader in) throws Malformed {
        BigInteger exponent = in.positive();
        BigInteger modulus = in.positive();
        int bits = modulus.bitLength();
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
            throw new Malformed(
                    "an RSA key that counts has " + MIN_RSA_BITS + " to " + MAX_RSA_BITS + " bits, this one " + bits);
        }
        // NIST SP 800-89; the upper bound is the Java platform's for moduli of this size.
        if (!exponent.testBit(0) || exponent.bitLength() < 17 || exponent.bitLength() > 64 || !modulus.testBit(0)) {
            throw new Malformed("an RSA key has an odd modulus and an odd exponent of 65537 or more");
        }
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw new Malformed("the RSA key is refused by the Java platform");
        }
    }
}
