package dev.holdpoint.core.approval;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Writes the SSH wire format (RFC 4251 section 5). */
final class WireWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    WireWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    WireWriter uint8(int value) {
        out.write(value);
        return this;
    }

    WireWriter uint32(long value) {
        return uint8((int) (value >>> 24))
                .uint8((int) (value >>> 16))
                .uint8((int) (value >>> 8))
                .uint8((int) value);
    }

    WireWriter string(byte[] bytes) {
        return uint32(bytes.length).raw(bytes);
    }

    WireWriter text(String ascii) {
        return string(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    WireWriter positive(BigInteger number) {
        return string(number.toByteArray());
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
