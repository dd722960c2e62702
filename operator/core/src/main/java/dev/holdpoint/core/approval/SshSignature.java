package dev.holdpoint.core.approval;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * One SSHSIG signature (OpenSSH PROTOCOL.sshsig), read strictly: version 1, empty reserved field, sha256 or sha512, a
 * key and a signature algorithm that belong together, no byte too many, one spelling but for how long lines are.
 *
 * <p>Stricter than {@code ssh-keygen -Y verify} where that leaves two spellings of one signature or lets weak keys
 * pass; never more lenient (tests hold the two side by side).
 */
public final class SshSignature {

    static final String BEGIN = "-----BEGIN SSH SIGNATURE-----\n";
    static final String END = "-----END SSH SIGNATURE-----\n";
    static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    /** FIDO2 user presence. */
    static final int TOUCHED = 0x01;
    /** FIDO2 user verification. */
    static final int VERIFIED = 0x04;

    /** An 8192-bit RSA signature with its key takes about 2900 characters. */
    private static final int MAX_ARMOR = 8192;
    /** PROTOCOL.sshsig wraps at 76. */
    private static final int MAX_ARMOR_LINE = 76;

    private static final Set<String> HASHES = Set.of("sha256", "sha512");

    private final SshPublicKey key;
    private final String namespace;
    private final String hash;
    private final RawSignature raw;

    private SshSignature(SshPublicKey key, String namespace, String hash, RawSignature raw) {
        this.key = key;
        this.namespace = namespace;
        this.hash = hash;
        this.raw = raw;
    }

    /** Reads the armored form, from {@code -----BEGIN} to the line end after {@code END SSH SIGNATURE-----}. */
    public static Parsed<SshSignature> parse(String armored) {
        try {
            return new Parsed.Ok<>(read(dearmor(armored)));
        } catch (Malformed e) {
            return new Parsed.Bad<>(e.getMessage());
        }
    }

    /** Reads and verifies in one go. */
    public static SignatureCheck check(String armored, byte[] message, String namespace) {
        return switch (parse(armored)) {
            case Parsed.Ok<SshSignature>(var signature) -> signature.verify(message, namespace);
            case Parsed.Bad<SshSignature>(var reason) -> new SignatureCheck.Bad(reason);
        };
    }

    /** Whether the key inside signed exactly this message for exactly this namespace. */
    public SignatureCheck verify(byte[] message, String namespace) {
        if (!this.namespace.equals(namespace)) {
            return new SignatureCheck.Bad(
                    "the signature is for the namespace '" + this.namespace + "', not '" + namespace + "'");
        }
        byte[] signed = SignedBlob.of(message, namespace, hash);
        if (!raw.verifies(key, signed)) {
            return new SignatureCheck.Bad("the signature is not by " + key + " over this text");
        }
        return new SignatureCheck.Good(key, presence());
    }

    /** The key that the signature says made it; nothing is proven before {@link #verify}. */
    public SshPublicKey key() {
        return key;
    }

    public String namespace() {
        return namespace;
    }

    /** The device's signature counter, only for keys on a device. */
    public Optional<Long> counter() {
        return raw.device().map(RawSignature.Device::counter);
    }

    private Presence presence() {
        return raw.device().map(device -> Presence.ofFlags(device.flags())).orElse(Presence.UNKNOWN);
    }

    private static byte[] dearmor(String armored) throws Malformed {
        if (armored.length() > MAX_ARMOR) {
            throw new Malformed("an SSH signature has at most " + MAX_ARMOR + " characters");
        }
        if (!armored.startsWith(BEGIN) || !armored.endsWith("\n" + END)) {
            throw new Malformed("an SSH signature begins with '-----BEGIN SSH SIGNATURE-----' and ends with the line"
                    + " '-----END SSH SIGNATURE-----'");
        }
        if (armored.length() <= BEGIN.length() + END.length()) {
            throw new Malformed("the SSH signature is empty");
        }
        String middle = armored.substring(BEGIN.length(), armored.length() - END.length() - 1);
        String[] lines = middle.split("\n", -1);
        int width = lines[0].length();
        for (int i = 0; i < lines.length; i++) {
            int length = lines[i].length();
            boolean last = i == lines.length - 1;
            if (length == 0 || length > MAX_ARMOR_LINE || (last ? length > width : length != width)) {
                throw new Malformed("the lines of an SSH signature are all as long as the first, at most "
                        + MAX_ARMOR_LINE + " characters, and only the last may be shorter");
            }
        }
        return StrictBase64.decode("the SSH signature", String.join("", lines));
    }

    private static SshSignature read(byte[] blob) throws Malformed {
        WireReader in = new WireReader("the SSH signature", blob);
        if (!Arrays.equals(in.raw(MAGIC.length), MAGIC)) {
            throw new Malformed("the SSH signature does not begin with SSHSIG");
        }
        long version = in.uint32();
        if (version != 1) {
            throw new Malformed("the SSH signature is of version " + version + ", only 1 counts");
        }
        SshPublicKey key = PublicKeyReader.read(in.string());
        String namespace = in.text();
        if (in.string().length != 0) {
            throw new Malformed("the SSH signature's reserved field is not empty");
        }
        String hash = in.text();
        if (!HASHES.contains(hash)) {
            throw new Malformed("the SSH signature's hash must be sha256 or sha512");
        }
        RawSignature raw = RawSignature.read(in.string(), key);
        in.end();
        return new SshSignature(key, namespace, hash, raw);
    }

    /** Two scalars of the group, as RFC 5656 section 3.1.2 nests them. */
    static byte[] ecdsaDer(byte[] nested) throws Malformed {
        WireReader in = new WireReader("the ECDSA signature", nested);
        BigInteger r = in.positive();
        BigInteger s = in.positive();
        in.end();
        if (!P256.inGroup(r) || !P256.inGroup(s)) {
            throw new Malformed("the ECDSA signature's numbers are out of range");
        }
        return P256.der(r, s);
    }
}
