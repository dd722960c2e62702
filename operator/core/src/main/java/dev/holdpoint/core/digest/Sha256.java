package dev.holdpoint.core.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One SHA-256 digest: 32 bytes, written as 64 lower-case hexadecimal digits. The digest is the name of what it was
 * taken from: branches, Jobs and grants carry it, so that a second attempt finds the first.
 *
 * @param hex 64 characters, {@code 0-9a-f} only
 */
public record Sha256(String hex) implements Comparable<Sha256> {

    private static final int BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();
    /** RFC 4648 base32 in lower case: legal in every Kubernetes name, five bits a character. */
    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    /** 256 bits in characters of five bits, unpadded. */
    private static final int BASE32_LENGTH = 52;

    /** @throws IllegalArgumentException if {@code hex} is not 64 lower-case hexadecimal digits */
    public Sha256 {
        if (!wellFormed(hex)) {
            throw new IllegalArgumentException("a SHA-256 digest is 64 lower-case hexadecimal digits, got: " + hex);
        }
    }

    /** The digest of these bytes. */
    public static Sha256 of(byte[] bytes) {
        return ofRaw(digest().digest(bytes));
    }

    /**
     * The digest that a finished {@link MessageDigest} holds, for streams too large for memory.
     *
     * @throws IllegalArgumentException if these are not 32 bytes
     */
    public static Sha256 ofRaw(byte[] raw) {
        return new Sha256(HEX.formatHex(raw));
    }

    /**
     * For text that the program itself wrote.
     *
     * @throws IllegalArgumentException if {@code hex} is not 64 lower-case hexadecimal digits
     */
    public static Sha256 parse(String hex) {
        return new Sha256(hex);
    }

    /** For text from outside: empty where {@link #parse} would throw. */
    public static Optional<Sha256> tryParse(String hex) {
        return wellFormed(hex) ? Optional.of(new Sha256(hex)) : Optional.empty();
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return HEX.parseHex(hex);
    }

    /** All 256 bits as 52 characters of lower-case base32 (RFC 4648, no padding). */
    public String base32() {
        return shortName(BASE32_LENGTH);
    }

    /**
     * The first {@code length} characters of {@link #base32()}, five bits each: for names with a length limit (a
     * Kubernetes label or Job name has 63, and 64 hexadecimal digits do not fit).
     *
     * @throws IllegalArgumentException if {@code length} is not 1 to 52
     */
    public String shortName(int length) {
        if (length < 1 || length > BASE32_LENGTH) {
            throw new IllegalArgumentException("a base32 name of a SHA-256 has 1 to 52 characters, not " + length);
        }
        byte[] raw = bytes();
        StringBuilder name = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            name.append(BASE32[fiveBits(raw, i * 5)]);
        }
        return name.toString();
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }

    private static int fiveBits(byte[] raw, int bit) {
        int high = raw[bit / 8] & 0xff;
        int low = bit / 8 + 1 < BYTES ? raw[bit / 8 + 1] & 0xff : 0;
        return (((high << 8) | low) >> (11 - bit % 8)) & 0x1f;
    }

    private static boolean wellFormed(String hex) {
        if (hex == null || hex.length() != BYTES * 2) {
            return false;
        }
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
