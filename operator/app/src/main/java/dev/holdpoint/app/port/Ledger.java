package dev.holdpoint.app.port;

import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.EntryKind;
import dev.holdpoint.core.record.History;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The hash-chained record on the branch {@code holdpoint-ledger} of a repository. Only the attestor can append: whoever
 * else holds this port has no signing key and no credential for that branch.
 */
public interface Ledger {
    /**
     * Reads the whole chain now, uncached, and proves links, numbers, signatures and attachments.
     *
     * @param known a head that the chain must contain, as StackState remembers it; empty when nothing is known yet
     * @throws Stalled if a link does not hold, or the known head is not in it (rewritten, cut or rolled back)
     */
    History read(Optional<Sha256> known);

    /**
     * Appends one entry after the history that was read, in one push with a lease.
     *
     * @return the history with the entry; empty when somebody else appended first: read again and decide again
     */
    Optional<History> append(History after, Draft draft);

    /** An entry without number and link. */
    record Draft(Instant time, EntryKind kind, Map<String, String> fields, Map<String, byte[]> attachments) {
        public Draft {
            fields = Map.copyOf(fields);
            attachments = Map.copyOf(attachments);
        }
    }
}
