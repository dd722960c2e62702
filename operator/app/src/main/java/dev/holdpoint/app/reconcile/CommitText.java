package dev.holdpoint.app.reconcile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The header of a raw commit object. */
final class CommitText {
    private static final String PARENT = "parent ";
    private static final String SIGNATURE = "gpgsig ";

    private CommitText() {}

    /** The object without the header {@code gpgsig} and its continuation lines: what the signature is over. */
    static byte[] withoutSignature(byte[] raw) {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("\n" + SIGNATURE);
        int end = text.indexOf("\n\n");
        if (start < 0 || end < start) {
            return raw;
        }
        int next = start + 1 + text.substring(start + 1).indexOf('\n');
        while (text.startsWith("\n ", next)) {
            next = next + 1 + text.substring(next + 1).indexOf('\n');
        }
        return (text.substring(0, start) + text.substring(next)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The armored signature in the header {@code gpgsig}; empty when there is none. */
    static String signature(byte[] raw) {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        String header = text.substring(0, Math.max(0, text.indexOf("\n\n")) + 1);
        int start = header.indexOf("\n" + SIGNATURE);
        if (start < 0) {
            return "";
        }
        StringBuilder armored = new StringBuilder();
        String[] lines = header.substring(start + 1 + SIGNATURE.length()).split("\n", -1);
        armored.append(lines[0]).append('\n');
        for (int i = 1; i < lines.length && lines[i].startsWith(" "); i++) {
            armored.append(lines[i], 1, lines[i].length()).append('\n');
        }
        return armored.toString();
    }

    /** Ids of the parents, in order; the header ends at the first empty line. */
    static List<String> parents(byte[] raw) {
        List<String> parents = new ArrayList<>();
        for (String line : new String(raw, StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            if (line.startsWith(PARENT)) {
                parents.add(line.substring(PARENT.length()));
            }
        }
        return List.copyOf(parents);
    }
}
