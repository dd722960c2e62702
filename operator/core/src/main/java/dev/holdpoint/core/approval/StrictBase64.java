package dev.holdpoint.core.approval;

import java.util.Base64;

/** Base64 with exactly one spelling for each byte string: padded, no blanks, no leftover bits (RFC 4648 section 3.5). */
final class StrictBase64 {

    private StrictBase64() {}

    static byte[] decode(String what, String text) throws Malformed {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed(what + " is not base64");
        }
        // The JDK accepts missing padding and leftover bits; only the text that it would itself write passes.
        if (!Base64.getEncoder().encodeToString(decoded).equals(text)) {
            throw new Malformed(what + " is not base64 in its one canonical spelling");
        }
        return decoded;
    }
}
