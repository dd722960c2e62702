package dev.holdpoint.core.record;

import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.digest.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Verifies a ledger from its first entry on: links, numbers, places, signatures, attachments, what the entries say and
 * whether they can follow each other, anchors.
 */
public final class Chain {
    private Chain() {}

    /** What verification came to. */
    public sealed interface Result {
        /**
         * Every link holds.
         *
         * @param history what the entries say
         * @param anchored whether a head noted elsewhere was in it
         */
        record Sound(History history, boolean anchored) implements Result {}

        /** The first thing that does not hold. */
        record Broken(String file, String why) implements Result {}
    }

    /** The history of a ledger that was never written to. */
    public static History empty() {
        return new ProvenHistory();
    }

    /**
     * Verifies.
     *
     * @param entries in the order of their numbers
     * @param signed true when a signature over these bytes is the attestor's
     * @param head a head that was noted elsewhere; it must be in the chain, and makes it anchored
     */
    public static Result verify(List<SignedEntry> entries, BiPredicate<byte[], String> signed, Optional<Sha256> head) {
        return goOn(new Replay(), entries, signed, head);
    }

    /**
     * Verifies what came on top of a chain that was verified before, at the cost of what came.
     *
     * @param proven what {@link #verify} or this came to; it stays as it is
     * @param more the entries that follow
     */
    public static Result extend(History proven, List<SignedEntry> more, BiPredicate<byte[], String> signed) {
        if (!(proven instanceof ProvenHistory before)) {
            throw new IllegalArgumentException("this history was not proven here");
        }
        return goOn(Replay.after(before), more, signed, Optional.empty());
    }

    private static Result goOn(
            Replay replay, List<SignedEntry> entries, BiPredicate<byte[], String> signed, Optional<Sha256> head) {
        boolean anchored = head.isPresent() && head.get().equals(Entry.ROOT);
        for (SignedEntry raw : entries) {
            Optional<Entry> parsed = Entry.parse(raw.bytes());
            if (parsed.isEmpty()) {
                return new Result.Broken(raw.file(), "it is no ledger entry of version 1");
            }
            Optional<String> problem = take(parsed.get(), raw, replay, signed);
            if (problem.isPresent()) {
                return new Result.Broken(raw.file(), problem.get());
            }
            anchored |= head.isPresent() && head.get().equals(replay.history().head());
        }
        if (head.isPresent() && !anchored) {
            return new Result.Broken(
                    "(chain)", "the head " + head.get().hex() + " is not in it: it was rewritten or cut");
        }
        return new Result.Sound(replay.history(), anchored);
    }

    private static Optional<String> take(
            Entry entry, SignedEntry raw, Replay replay, BiPredicate<byte[], String> signed) {
        ProvenHistory before = replay.history();
        if (entry.number() != before.number() + 1) {
            return Optional.of("it says number " + entry.number() + ", its place is " + (before.number() + 1));
        }
        if (!raw.file().equals(LedgerFolder.fileOf(entry))) {
            return Optional.of("its file would be called " + LedgerFolder.fileOf(entry));
        }
        if (!entry.previous().equals(before.head())) {
            return Optional.of("it does not follow the entry before it");
        }
        if (!signed.test(raw.bytes(), raw.signature())) {
            return Optional.of("the attestor did not sign it");
        }
        return attachments(entry, raw).or(() -> switch (Fact.of(entry, raw.attachments())) {
            case Parsed.Bad<Fact>(var reason) -> Optional.of(reason);
            case Parsed.Ok<Fact>(var fact) -> replay.take(new Proven(entry, fact));
        });
    }

    private static Optional<String> attachments(Entry entry, SignedEntry raw) {
        for (Map.Entry<String, Sha256> attachment : entry.attachments().entrySet()) {
            byte[] bytes = raw.attachments().get(attachment.getKey());
            if (bytes == null || !Sha256.of(bytes).equals(attachment.getValue())) {
                return Optional.of("the attachment " + attachment.getKey() + " is missing or altered");
            }
        }
        return raw.attachments().size() == entry.attachments().size()
                ? Optional.empty()
                : Optional.of("there are attachments that it does not name");
    }
}
