package dev.holdpoint.app.reconcile;

/** Whether a raw commit carries a good SSH signature by a key; anything unreadable is no. */
@FunctionalInterface
public interface CommitSignatures {
    /** @param key one OpenSSH line, as the repository's settings name it */
    boolean good(byte[] rawCommit, String key);
}
