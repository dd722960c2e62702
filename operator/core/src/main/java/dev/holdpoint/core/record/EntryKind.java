package dev.holdpoint.core.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an entry records. */
public enum EntryKind {
    /** A version of settings came into force. */
    SETTINGS,
    /** A vote, before it counts. */
    VOTE,
    /** A round was refused. */
    REFUSED,
    /** A plan was approved and its order numbered. */
    APPROVED,
    /** The pod that may claim an order. */
    INTENT,
    /** A change was applied. */
    APPLIED,
    /** A change failed. */
    FAILED,
    /** A change ended without an apply. */
    ENDED;

    /** The word in the entry. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<EntryKind> of(String word) {
        return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
    }
}
