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
