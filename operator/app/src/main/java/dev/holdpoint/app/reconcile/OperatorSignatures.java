package dev.holdpoint.app.reconcile;

import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.SignedCommit;
import dev.holdpoint.core.approval.SshPublicKey;

/** Verifies the signature on a commit as {@code git verify-commit} does with gpg.format=ssh, with our own reader. */
public final class OperatorSignatures {
    private OperatorSignatures() {}

    /** @param key one OpenSSH line, as the repository's settings name it */
    public static boolean good(byte[] rawCommit, String key) {
        return SshPublicKey.parseLine(key) instanceof Parsed.Ok<SshPublicKey>(var expected)
                && SignedCommit.isSignedBy(rawCommit, expected);
    }
}
