package dev.holdpoint.core.approval;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One signed annotated tag, taken apart from its raw bytes. Strict: these four header lines and no other, in this
 * order; one signature, at the very end; ASCII but for the tagger's line, which means nothing to us (git lets anyone
 * write any name and date there).
 *
 * @param object the id that the tag points at
 * @param type what it points at, for votes {@code commit}
 * @param tag the tag's own name, without {@code refs/tags/}
 * @param tagger the raw line, for display only
 * @param message from after the blank line to before the signature
 * @param signature armored, with its line end
 */
record TagObject(String object, String type, String tag, String tagger, String message, String signature) {

    static final int MAX_BYTES = 16384;

    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern HEADER = Pattern.compile(
            "object ([0-9a-f]{40}|[0-9a-f]{64})\ntype ([a-z]{1,10})\ntag ([!-~]{1,512})\ntagger ([^\n]{0,512})\n\n");

    /** Reads raw tag bytes, as {@code git cat-file tag} prints them. */
    static Parsed<TagObject> parse(byte[] raw) {
        if (raw.length > MAX_BYTES) {
            return new Parsed.Bad<>("the tag has " + raw.length + " bytes, a vote has at most " + MAX_BYTES);
        }
        // One char per byte: nothing is decoded, nothing can be lost.
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        Matcher header = HEADER.matcher(text);
        if (!header.lookingAt()) {
            return new Parsed.Bad<>("the tag's header is not object, type, tag, tagger, each once, and a blank line");
        }
        if (!printable(header.group(4), 0xff)) {
            return new Parsed.Bad<>("the tagger's line has a control character");
        }
        String body = text.substring(header.end());
        if (!printable(body, 0x7e)) {
            return new Parsed.Bad<>("the tag's text has a byte that is not printable ASCII");
        }
        int begin = text.indexOf(BEGIN);
        if (begin < 0) {
            return new Parsed.Bad<>("the tag is not signed");
        }
        if (text.indexOf(BEGIN, begin + 1) >= 0) {
            return new Parsed.Bad<>("the tag has more than one '-----BEGIN '");
        }
        int split = begin - header.end();
        if (split < 1 || body.charAt(split - 1) != '\n') {
            return new Parsed.Bad<>("the signature must begin on a line of its own, after the text");
        }
        return new Parsed.Ok<>(new TagObject(
                header.group(1),
                header.group(2),
                header.group(3),
                header.group(4),
                body.substring(0, split),
                body.substring(split)));
    }

    /** What git had signed: all bytes before the signature. */
    byte[] signedBytes(byte[] raw) {
        return java.util.Arrays.copyOf(raw, raw.length - signature.length());
    }

    private static boolean printable(String text, int highest) {
        return text.chars().allMatch(c -> c == '\n' || (c >= 0x20 && c <= highest && c != 0x7f));
    }
}
