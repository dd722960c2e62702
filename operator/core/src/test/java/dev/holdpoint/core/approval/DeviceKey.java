package dev.holdpoint.core.approval;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/**
 * A FIDO2 key without the device: signs as OpenSSH's PROTOCOL.u2f says a device would. {@code ssh-keygen -Y verify}
 * accepts what it makes (see {@link SshSignatureOracleTest}).
 */
final class DeviceKey {

    final SshPublicKey publicKey;
    private final KeyType type;
    private final KeyPair pair;
    private final String application;
    private final SecureRandom random;

    DeviceKey(KeyType type, String application, SecureRandom random) {
        this.random = random;
        this.type = type;
        this.application = application;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type == KeyType.SK_ED25519 ? "Ed25519" : "EC");
            if (type == KeyType.SK_ECDSA_P256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            } else {
                generator.initialize(255, random);
            }
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        publicKey = SshPublicKey.parseBlob(blob()).orThrow();
    }

    DeviceKey(KeyType type, String application) {
        this(type, application, new SecureRandom());
    }

    DeviceKey(KeyType type, SecureRandom random) {
        this(type, "ssh:", random);
    }

    DeviceKey(KeyType type) {
        this(type, new SecureRandom());
    }

    byte[] blob() {
        WireWriter out = new WireWriter().text(type.wireName());
        byte[] encoded = pair.getPublic().getEncoded();
        if (type == KeyType.SK_ED25519) {
            out.string(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        } else {
            var w = ((ECPublicKey) pair.getPublic()).getW();
            out.text("nistp256")
                    .string(new WireWriter()
                            .uint8(4)
                            .raw(fixed(w.getAffineX()))
                            .raw(fixed(w.getAffineY()))
                            .bytes());
        }
        return out.text(application).bytes();
    }

    /** Armored, sha512. Flags: 1 touch, 4 PIN. */
    String sign(byte[] message, String namespace, int flags, long counter) {
        byte[] signed = SignedBlob.of(message, namespace, "sha512");
        byte[] authenticator =
                RawSignature.authenticatorData(publicKey, new RawSignature.Device(flags, counter), signed);
        byte[] raw = platform(authenticator);
        byte[] wire = type == KeyType.SK_ED25519 ? raw : nested(raw);
        byte[] signature = new WireWriter()
                .text(type.wireName())
                .string(wire)
                .uint8(flags)
                .uint32(counter)
                .bytes();
        return SshPrivateKey.armor(new WireWriter()
                .raw(SshSignature.MAGIC)
                .uint32(1)
                .string(blob())
                .text(namespace)
                .text("")
                .text("sha512")
                .string(signature)
                .bytes());
    }

    private byte[] platform(byte[] message) {
        try {
            Signature signer = Signature.getInstance(type == KeyType.SK_ED25519 ? "Ed25519" : "SHA256withECDSA");
            signer.initSign(pair.getPrivate(), random);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] nested(byte[] der) {
        int rLength = der[3];
        return new WireWriter()
                .positive(new BigInteger(Arrays.copyOfRange(der, 4, 4 + rLength)))
                .positive(new BigInteger(Arrays.copyOfRange(der, 6 + rLength, der.length)))
                .bytes();
    }

    private static byte[] fixed(BigInteger number) {
        byte[] out = new byte[32];
        byte[] raw = number.toByteArray();
        int length = Math.min(raw.length, 32);
        System.arraycopy(raw, raw.length - length, out, 32 - length, length);
        return out;
    }
}
