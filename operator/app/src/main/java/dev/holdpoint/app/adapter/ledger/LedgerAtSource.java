package dev.holdpoint.app.adapter.ledger;

import dev.holdpoint.app.port.LedgerReader;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.History;
import java.util.Optional;

/**
 * Reads the ledger through refs that may be a moment old, and never raises an alarm on them: the cluster may remember a
 * head that was pushed since. What does not hold is read again at the source.
 */
public final class LedgerAtSource implements LedgerReader {
    private final LedgerReader recent;
    private final LedgerReader source;

    public LedgerAtSource(LedgerReader recent, LedgerReader source) {
        this.recent = recent;
        this.source = source;
    }

    @Override
    public History read(Optional<Sha256> known) {
        try {
            return recent.read(known);
        } catch (Stalled e) {
            return source.read(known);
        }
    }
}
