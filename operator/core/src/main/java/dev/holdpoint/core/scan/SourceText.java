package dev.holdpoint.core.scan;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes as text that looks like what it is: UTF-8 without anything that an eye cannot see. */
sealed interface SourceText {
    /** Largest configuration or template file that is read. */
    int MAX_BYTES = 1 << 20;

    record Plain(String text) implements SourceText {}

    /** @param line from 1; 0 for the whole file */
    record Hostile(int line, String why) implements SourceText {}

    static SourceText of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new Hostile(0, "it has " + bytes.length + " bytes; at most " + MAX_BYTES + " are read.");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Hostile(0, "it is not UTF-8.");
        }
        int line = 1;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            boolean breaksLine = c == '\r' && at < text.length() && text.charAt(at) == '\n';
            if (c == '\n') {
                line++;
            } else if (c != '\t' && !breaksLine && hides(c)) {
                return new Hostile(line, "it holds the invisible character U+" + "%04X".formatted(c) + ".");
            }
        }
        return new Plain(text);
    }

    private static boolean hides(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            // Blank, but classified as letters or symbols: Hangul fillers, Braille blank.
            default -> c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
        };
    }
}
