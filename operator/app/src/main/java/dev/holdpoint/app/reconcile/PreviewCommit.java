package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.derive.Preview;
import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.core.approval.SshSigner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The signed commit that puts one round before the reviewers. The same round gives the same commit. */
final class PreviewCommit {
    private static final int REGULAR = 0100644;
    /** Nobody's address: the operator is no person. */
    static final CommitDraft.Ident OPERATOR = new CommitDraft.Ident("holdpoint", "operator@holdpoint.invalid");

    private PreviewCommit() {}

    static CommitDraft draft(String changeCommit, Preview preview, Instant when, SshSigner operator) {
        SortedMap<String, CommitDraft.FileWrite> writes = new TreeMap<>();
        preview.files().forEach((path, bytes) -> writes.put(path, new CommitDraft.FileWrite.Put(bytes, REGULAR)));
        var subject = preview.template().subject();
        String message = "Review of " + subject.namespace() + "/" + subject.name() + ", round "
                + preview.template().round() + "\n\nHoldpoint-Change-UID: " + subject.uid()
                + "\nHoldpoint-Plan-SHA256: "
                + preview.template().pins().plan().hex() + "\n";
        return new CommitDraft(
                List.of(changeCommit),
                Optional.of(changeCommit),
                writes,
                OPERATOR,
                OPERATOR,
                when,
                message,
                Optional.of(operator));
    }
}
