package dev.holdpoint.app.port;

import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.History;
import java.util.Optional;

/** Reads the ledger of a repository. Everybody may; only the attestor holds a {@link Ledger}, which can append. */
public interface LedgerReader {
    /**
     * Reads the whole chain now, uncached, and proves links, numbers, signatures and attachments.
     *
     * @param known a head that the chain must contain, as StackState remembers it; empty when nothing is known yet
     * @throws Stalled if a link does not hold, or the known head is not in it (rewritten, cut or rolled back)
     */
    History read(Optional<Sha256> known);
}
