package dev.holdpoint.app.port;

import dev.holdpoint.core.record.EntryKind;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.History;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The hash-chained record on the branch {@code holdpoint-ledger} of a repository. Only the attestor can append: whoever
 * else holds this port has no signing key and no credential for that branch.
 */
public interface Ledger extends LedgerReader {
    /**
     * Appends one entry after the history that was read, in one push with a lease.
     *
     * @throws IllegalArgumentException if the entry cannot follow that history (an order given twice, an approval
     *     without recorded votes, …), which is a mistake of the caller; nothing was pushed
     * @throws Stalled if the remote does not let us, or our key is not the one that the settings name
     * @return the history with the entry; empty when somebody else appended first: read again and decide again
     */
    Optional<History> append(History after, Draft draft);

    /** An entry without number and link. */
    record Draft(Instant time, EntryKind kind, Map<String, String> fields, Map<String, byte[]> attachments) {
        public Draft {
            fields = Map.copyOf(fields);
            attachments = Map.copyOf(attachments);
        }

        /** What is written down for a fact. */
        public static Draft of(Instant time, Fact fact) {
            return new Draft(time, fact.kind(), fact.fields(), fact.attachments());
        }
    }
}
