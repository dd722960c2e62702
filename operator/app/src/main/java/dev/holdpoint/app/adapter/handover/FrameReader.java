package dev.holdpoint.app.adapter.handover;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads what {@link FrameWriter} writes, and nothing else: each length has a limit, and nothing may follow the end. */
final class FrameReader {
    private final DataInputStream in;
    private final int kind;

    FrameReader(InputStream in) throws IOException {
        this.in = new DataInputStream(in);
        if (number() != FrameWriter.MAGIC) {
            throw new Malformed("this is no message of ours");
        }
        this.kind = octet();
    }

    int kind() {
        return kind;
    }

    int number() throws IOException {
        try {
            return in.readInt();
        } catch (EOFException e) {
            throw cutOff();
        }
    }

    /** A count or a quantity from 0 to the limit. */
    int upTo(int limit) throws IOException {
        int value = number();
        if (value < 0 || value > limit) {
            throw new Malformed("a number is " + value + " and may be 0 to " + limit);
        }
        return value;
    }

    byte[] bytes(int limit) throws IOException {
        int length = number();
        if (length < 0) {
            throw new Malformed("a length is negative");
        }
        if (length > limit) {
            throw new BoundedStream.TooLarge();
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw cutOff();
        }
        return bytes;
    }

    String text(int limit) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes(limit)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("a text is not UTF-8");
        }
    }

    Optional<byte[]> maybe(int limit) throws IOException {
        int there = octet();
        if (there > 1) {
            throw new Malformed("a flag is " + there + " and may be 0 or 1");
        }
        return there == 1 ? Optional.of(bytes(limit)) : Optional.empty();
    }

    void end() throws IOException {
        if (number() != FrameWriter.END) {
            throw new Malformed("the end mark is missing");
        }
        if (in.read() >= 0) {
            throw new Malformed("something follows the end mark");
        }
    }

    private int octet() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw cutOff();
        }
        return value;
    }

    private static Malformed cutOff() {
        return new Malformed("the message was cut off");
    }
}
