package dev.holdpoint.core.record;

import dev.holdpoint.core.digest.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Verifies a ledger from its first entry on: links, numbers, signatures, attachments, anchors. */
public final class Chain {
    private Chain() {}

    /** What verification came to. */
    public sealed interface Result {
        /** Every link holds. */
        record Sound(List<Entry> entries, Sha256 head, boolean anchored) implements Result {}

        /** The first thing that does not hold. */
        record Broken(String file, String why) implements Result {}
    }

    /**
     * Verifies.
     *
     * @param entries in the order of their numbers
     * @param signed true when a signature over these bytes is the attestor's
     * @param head a head that was noted elsewhere; it must be in the chain, and makes it anchored
     */
    public static Result verify(List<SignedEntry> entries, BiPredicate<byte[], String> signed, Optional<Sha256> head) {
        List<Entry> good = new ArrayList<>();
        Sha256 previous = Entry.ROOT;
        boolean anchored = false;
        for (SignedEntry raw : entries) {
            Optional<Entry> parsed = Entry.parse(raw.bytes());
            if (parsed.isEmpty()) {
                return new Result.Broken(raw.file(), "it is no ledger entry of version 1");
            }
            Entry entry = parsed.get();
            String problem = problem(entry, raw, good.size() + 1L, previous, signed);
            if (!problem.isEmpty()) {
                return new Result.Broken(raw.file(), problem);
            }
            previous = entry.digest();
            anchored |= head.isPresent() && head.get().equals(previous);
            good.add(entry);
        }
        if (head.isPresent() && !anchored) {
            return new Result.Broken(
                    "(chain)", "the head " + head.get().hex() + " is not in it: it was rewritten or cut");
        }
        return new Result.Sound(List.copyOf(good), previous, anchored);
    }

    private static String problem(
            Entry entry, SignedEntry raw, long number, Sha256 previous, BiPredicate<byte[], String> signed) {
        if (entry.number() != number) {
            return "it says number " + entry.number() + ", its place is " + number;
        }
        if (!entry.previous().equals(previous)) {
            return "it does not follow the entry before it";
        }
        if (!signed.test(raw.bytes(), raw.signature())) {
            return "the attestor did not sign it";
        }
        for (Map.Entry<String, Sha256> attachment : entry.attachments().entrySet()) {
            byte[] bytes = raw.attachments().get(attachment.getKey());
            if (bytes == null || !Sha256.of(bytes).equals(attachment.getValue())) {
                return "the attachment " + attachment.getKey() + " is missing or altered";
            }
        }
        return "";
    }
}
