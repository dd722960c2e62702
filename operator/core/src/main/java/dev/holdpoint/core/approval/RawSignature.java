package dev.holdpoint.core.approval;

import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** The innermost signature, in the form that the Java platform verifies. */
final class RawSignature {

    /** What a FIDO2 device signs along with the message (OpenSSH PROTOCOL.u2f). */
    record Device(int flags, long counter) {}

    private static final int ED25519_BYTES = 64;

    /** The Java platform's name. */
    private final String algorithm;
    /** DER for ECDSA, else as on the wire. */
    private final byte[] bytes;

    private final Optional<Device> device;

    private RawSignature(String algorithm, byte[] bytes, Optional<Device> device) {
        this.algorithm = algorithm;
        this.bytes = bytes;
        this.device = device;
    }

    /** What a FIDO2 device added, for keys that live on one. */
    Optional<Device> device() {
        return device;
    }

    static RawSignature read(byte[] blob, SshPublicKey key) throws Malformed {
        WireReader in = new WireReader("the signature", blob);
        String algorithm = in.text();
        byte[] bytes = in.string();
        RawSignature raw = switch (key.type()) {
            case ED25519 -> new RawSignature("Ed25519", ed25519(bytes), Optional.empty());
            case SK_ED25519 -> new RawSignature("Ed25519", ed25519(bytes), Optional.of(device(in)));
            case ECDSA_P256 -> new RawSignature("SHA256withECDSA", SshSignature.ecdsaDer(bytes), Optional.empty());
            case SK_ECDSA_P256 ->
                new RawSignature("SHA256withECDSA", SshSignature.ecdsaDer(bytes), Optional.of(device(in)));
            case RSA -> new RawSignature(rsaAlgorithm(algorithm), rsa(bytes, key), Optional.empty());
        };
        if (key.type() != KeyType.RSA && !algorithm.equals(key.type().wireName())) {
            throw new Malformed("the signature algorithm does not belong to the key's type "
                    + key.type().wireName());
        }
        in.end();
        return raw;
    }

    boolean verifies(SshPublicKey key, byte[] signed) {
        return verifies(
                key.key(), device.map(d -> authenticatorData(key, d, signed)).orElse(signed));
    }

    private boolean verifies(PublicKey key, byte[] message) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(bytes);
        } catch (SignatureException e) {
            // The platform's word for "these bytes are no signature at all".
            return false;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java platform cannot verify " + algorithm, e);
        }
    }

    /** {@code SHA256(application) || flags || counter || SHA256(message)}. */
    static byte[] authenticatorData(SshPublicKey key, Device device, byte[] signed) {
        String application = key.application().orElseThrow();
        return new WireWriter()
                .raw(Sha256.of(application.getBytes(StandardCharsets.US_ASCII)).bytes())
                .uint8(device.flags())
                .uint32(device.counter())
                .raw(Sha256.of(signed).bytes())
                .bytes();
    }

    private static Device device(WireReader in) throws Malformed {
        int flags = in.uint8();
        if ((flags & ~(SshSignature.TOUCHED | SshSignature.VERIFIED)) != 0) {
            // Among them: "this key is backed up elsewhere", which is the end of hardware-bound.
            throw new Malformed("the device's signature has flags other than touch and PIN");
        }
        return new Device(flags, in.uint32());
    }

    private static byte[] ed25519(byte[] bytes) throws Malformed {
        if (bytes.length != ED25519_BYTES) {
            throw new Malformed("an ed25519 signature has 64 bytes");
        }
        return bytes;
    }

    private static byte[] rsa(byte[] bytes, SshPublicKey key) throws Malformed {
        int length = (((RSAPublicKey) key.key()).getModulus().bitLength() + 7) / 8;
        if (bytes.length != length) {
            throw new Malformed("the RSA signature is not as long as its key");
        }
        return bytes;
    }

    private static String rsaAlgorithm(String name) throws Malformed {
        return switch (name) {
            case "rsa-sha2-256" -> "SHA256withRSA";
            case "rsa-sha2-512" -> "SHA512withRSA";
            default -> throw new Malformed("an RSA signature that counts is made with rsa-sha2-256 or rsa-sha2-512");
        };
    }
}
