package dev.holdpoint.core.approval;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the SSH wire format (RFC 4251 section 5) strictly, front to back. */
final class WireReader {

    private final String what;
    private final byte[] bytes;
    private int at;

    /** @param what names the thing in messages, for instance "the signature" */
    WireReader(String what, byte[] bytes) {
        this.what = what;
        this.bytes = bytes;
    }

    byte[] raw(int length) throws Malformed {
        if (length < 0 || length > bytes.length - at) {
            throw new Malformed(what + " ends too early");
        }
        byte[] out = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return out;
    }

    int uint8() throws Malformed {
        return raw(1)[0] & 0xff;
    }

    long uint32() throws Malformed {
        byte[] b = raw(4);
        return (b[0] & 0xffL) << 24 | (b[1] & 0xffL) << 16 | (b[2] & 0xffL) << 8 | (b[3] & 0xffL);
    }

    byte[] string() throws Malformed {
        long length = uint32();
        if (length > bytes.length - at) {
            throw new Malformed(what + " ends too early");
        }
        return raw((int) length);
    }

    /** A string of printable ASCII. */
    String text() throws Malformed {
        byte[] raw = string();
        for (byte b : raw) {
            if (b < 0x20 || b > 0x7e) {
                throw new Malformed(what + " has a name that is not printable ASCII");
            }
        }
        return new String(raw, StandardCharsets.US_ASCII);
    }

    /** A positive number in its one shortest form (RFC 4251 allows no other). */
    BigInteger positive() throws Malformed {
        byte[] raw = string();
        if (raw.length == 0 || raw[0] < 0 || (raw.length == 1 && raw[0] == 0)) {
            throw new Malformed(what + " has a number that is not positive");
        }
        if (raw[0] == 0 && raw[1] >= 0) {
            throw new Malformed(what + " has a number with needless leading zeros");
        }
        return new BigInteger(raw);
    }

    byte[] rest() throws Malformed {
        return raw(bytes.length - at);
    }

    void end() throws Malformed {
        if (at != bytes.length) {
            throw new Malformed(what + " has " + (bytes.length - at) + " bytes too many at its end");
        }
    }
}
