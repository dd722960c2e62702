package dev.holdpoint.app.adapter.handover;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes a message: a first byte that says which, then numbers and length-prefixed bytes, then an end mark. */
final class FrameWriter {
    /** Stands first, so that another protocol or version is told apart at once. */
    static final int MAGIC = 0x48_50_48_01;

    /** Stands last, so that a message that was cut off is told apart. */
    static final int END = 0x0E0F_0D0A;

    private final DataOutputStream out;

    FrameWriter(OutputStream out, int kind) throws IOException {
        this.out = new DataOutputStream(out);
        this.out.writeInt(MAGIC);
        this.out.writeByte(kind);
    }

    void number(int value) throws IOException {
        out.writeInt(value);
    }

    void bytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    void text(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    void maybe(Optional<byte[]> bytes) throws IOException {
        out.writeByte(bytes.isPresent() ? 1 : 0);
        if (bytes.isPresent()) {
            bytes(bytes.get());
        }
    }

    void end() throws IOException {
        out.writeInt(END);
        out.flush();
    }
}
