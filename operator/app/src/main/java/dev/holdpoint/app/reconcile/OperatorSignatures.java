package dev.holdpoint.app.reconcile;

import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.SignatureCheck;
import dev.holdpoint.core.approval.SshPublicKey;
import dev.holdpoint.core.approval.SshSignature;

/** Verifies the signature on a commit as {@code git verify-commit} does with gpg.format=ssh, with our own reader. */
public final class OperatorSignatures {
    private static final String NAMESPACE = "git";

    private OperatorSignatures() {}

    /** @param key one OpenSSH line, as the repository's settings name it */
    public static boolean good(byte[] rawCommit, String key) {
        SignatureCheck check =
                SshSignature.check(CommitText.signature(rawCommit), CommitText.withoutSignature(rawCommit), NAMESPACE);
        return switch (check) {
            case SignatureCheck.Good good ->
                SshPublicKey.parseLine(key) instanceof Parsed.Ok<SshPublicKey>(var expected)
                        && expected.equals(good.key());
            case SignatureCheck.Bad bad -> false;
        };
    }
}
