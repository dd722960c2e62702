package dev.holdpoint.core.approval;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/**
 * An unencrypted OpenSSH private key (PROTOCOL.key, {@code openssh-key-v1}): ed25519, ecdsa-p256 or rsa. Never prints
 * itself.
 */
public final class SshPrivateKey implements SshSigner {

    private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String END = "-----END OPENSSH PRIVATE KEY-----";
    private static final int MAX_FILE = 16384;
    /** As {@code ssh-keygen} wraps. */
    private static final int ARMOR_LINE = 70;

    private final SshPublicKey publicKey;
    private final PrivateKey key;

    private SshPrivateKey(SshPublicKey publicKey, PrivateKey key) {
        this.publicKey = publicKey;
        this.key = key;
    }

    /** Reads the text of a private key file, as {@code ssh-keygen -N ''} writes it. */
    public static Parsed<SshPrivateKey> parse(String file) {
        try {
            return new Parsed.Ok<>(read(file));
        } catch (Malformed e) {
            return new Parsed.Bad<>(e.getMessage());
        }
    }

    private static SshPrivateKey read(String file) throws Malformed {
        if (file.length() > MAX_FILE) {
            throw new Malformed("a private key file has at most " + MAX_FILE + " characters");
        }
        String text = file.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.length() < BEGIN.length() + END.length()) {
            throw new Malformed("an OpenSSH private key begins with '" + BEGIN
                    + "'; other formats are converted by: ssh-keygen -p -N '' -f FILE");
        }
        String base64 = text.substring(BEGIN.length(), text.length() - END.length())
                .replace("\r", "")
                .replace("\n", "");
        PrivateKeyReader.Read read = PrivateKeyReader.read(StrictBase64.decode("the private key", base64));
        SshPrivateKey signer = new SshPrivateKey(read.publicKey(), read.privateKey());
        signer.provePair();
        return signer;
    }

    /** The file's halves may disagree; a signer whose signatures nobody can verify must not start. */
    private void provePair() throws Malformed {
        byte[] probe = "holdpoint".getBytes(StandardCharsets.US_ASCII);
        try {
            String armored = platformSign(probe, "holdpoint-probe");
            if (SshSignature.check(armored, probe, "holdpoint-probe") instanceof SignatureCheck.Good) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new Malformed("the Java platform cannot sign with this private key");
        }
        throw new Malformed("the private key file's public half does not belong to its private half");
    }

    @Override
    public SshPublicKey key() {
        return publicKey;
    }

    @Override
    public String sign(byte[] message, String namespace) {
        try {
            return platformSign(message, namespace);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that could sign when it was read cannot sign any more", e);
        }
    }

    private String platformSign(byte[] message, String namespace) throws GeneralSecurityException {
        byte[] signature = rawSign(SignedBlob.of(message, namespace, "sha512"));
        return armor(new WireWriter()
                .raw(SshSignature.MAGIC)
                .uint32(1)
                .string(publicKey.blob())
                .text(namespace)
                .text("")
                .text("sha512")
                .string(signature)
                .bytes());
    }

    static String armor(byte[] blob) {
        Base64.Encoder encoder = Base64.getMimeEncoder(ARMOR_LINE / 4 * 4, new byte[] {'\n'});
        return SshSignature.BEGIN + encoder.encodeToString(blob) + "\n" + SshSignature.END;
    }

    private byte[] rawSign(byte[] signed) throws GeneralSecurityException {
        return switch (publicKey.type()) {
            case ED25519 -> named("ssh-ed25519", bare("Ed25519", signed));
            case ECDSA_P256 -> named("ecdsa-sha2-nistp256", nested(bare("SHA256withECDSA", signed)));
            case RSA -> named("rsa-sha2-512", bare("SHA512withRSA", signed));
            case SK_ED25519, SK_ECDSA_P256 -> throw new IllegalStateException("a device's key is never in a file");
        };
    }

    private static byte[] named(String algorithm, byte[] signature) {
        return new WireWriter().text(algorithm).string(signature).bytes();
    }

    private byte[] bare(String algorithm, byte[] message) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(message);
        return signer.sign();
    }

    /** From the platform's DER ({@code 30 len 02 len r 02 len s}) to the wire's two numbers. */
    private static byte[] nested(byte[] der) {
        int rLength = der[3];
        BigInteger r = new BigInteger(Arrays.copyOfRange(der, 4, 4 + rLength));
        BigInteger s = new BigInteger(Arrays.copyOfRange(der, 6 + rLength, der.length));
        return new WireWriter().positive(r).positive(s).bytes();
    }

    @Override
    public String toString() {
        return "private key of " + publicKey;
    }
}
