package dev.holdpoint.app.adapter.ledger;

import dev.holdpoint.app.port.LedgerReader;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.History;
import java.util.Optional;

/** Reads the ledger of one repository, for whoever has no key to write it. Safe for use by several threads. */
public final class GitLedgerReader implements LedgerReader {
    private final LedgerBranch branch;

    /** @param root fingerprint of the first roster, given at installation from outside the cluster */
    public GitLedgerReader(Repository repository, Sha256 root) {
        this.branch = new LedgerBranch(repository, root);
    }

    @Override
    public History read(Optional<Sha256> known) {
        return branch.read(known).history();
    }
}
