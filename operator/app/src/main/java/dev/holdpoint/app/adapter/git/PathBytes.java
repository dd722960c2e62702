package dev.holdpoint.app.adapter.git;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Names in a tree are bytes. What is not UTF-8 becomes lone surrogates (U+DC80 to U+DCFF, one per byte), so that two
 * names never become one, and {@link dev.holdpoint.core.change.RepoPath} refuses the result.
 */
final class PathBytes {
    /** What a slash byte would be, were it not UTF-8. */
    static final char NO_SEPARATOR = 0xDC2F;

    private PathBytes() {}

    static String text(byte[] name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(name);
        CharBuffer out = CharBuffer.allocate(name.length);
        var result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (0xDC00 | (in.get() & 0xff)));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }
}
