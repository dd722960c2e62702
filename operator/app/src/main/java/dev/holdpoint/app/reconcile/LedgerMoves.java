package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.core.record.Entry;
import dev.holdpoint.core.record.LedgerFolder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a ledger that moved concerns. One change makes eight entries or so, and if each woke all others, hundreds that wait
 * for people would keep both roles busy. Nothing is proven here: this says who looks, and each pass proves what it reads.
 */
final class LedgerMoves {
    private LedgerMoves() {}

    /** The changes that the new entries name, as {@code namespace/name}; empty when any may be concerned. */
    static Optional<Set<String>> concerned(Repository repository, String before, String after) {
        try {
            Set<String> paths = repository.touched(before, after).keySet();
            return paths.size() > Repository.MAX_TOUCHED ? Optional.empty() : concerned(repository, after, paths);
        } catch (Unavailable | Stalled e) {
            // Whoever is woken says what is wrong with the ledger.
            return Optional.empty();
        }
    }

    private static Optional<Set<String>> concerned(Repository repository, String after, Set<String> paths) {
        Set<String> names = new HashSet<>();
        for (String path : paths) {
            if (!LedgerFolder.belongs(path)) {
                return Optional.empty();
            }
            if (LedgerFolder.isEntry(path)) {
                Optional<Entry> entry = repository.file(after, path).flatMap(Entry::parse);
                if (entry.isEmpty() || !note(entry.get(), names)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(names);
    }

    /** Returns false for an entry that may concern any change. */
    private static boolean note(Entry entry, Set<String> names) {
        return switch (entry.kind()) {
            case SETTINGS -> false;
            // It names an order, no change; who waits for it is being applied and looks again every moment.
            case INTENT -> true;
            case VOTE, REFUSED, APPROVED, APPLIED, FAILED, ENDED -> {
                names.add(entry.field("Change"));
                yield !entry.field("Change").isEmpty();
            }
        };
    }
}
