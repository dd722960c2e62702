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
    private static final int MANY = 256;

    private LedgerMoves() {}

    /**
     * The changes that the new entries name, as {@code namespace/name}; empty when any may be concerned: by settings, by
     * so much at once that nobody looks through it, or by anything but new entries, of which all shall speak.
     */
    static Optional<Set<String>> concerned(Repository repository, String before, String after) {
        try {
            Set<String> paths = repository.touched(before, after).keySet();
            Set<String> names = new HashSet<>();
            boolean plain = paths.size() <= MANY
                    && paths.stream()
                            .allMatch(path ->
                                    isNew(repository, before, path, paths) && note(repository, after, path, names));
            return plain ? Optional.of(names) : Optional.empty();
        } catch (Unavailable | Stalled e) {
            // Whoever is woken says what is wrong with the ledger.
            return Optional.empty();
        }
    }

    /** Whether this belongs to an entry that was not there before. */
    private static boolean isNew(Repository repository, String before, String path, Set<String> paths) {
        Optional<String> entry = LedgerFolder.entryOf(path);
        return entry.filter(paths::contains).isPresent()
                && (!entry.get().equals(path) || repository.file(before, path).isEmpty());
    }

    private static boolean note(Repository repository, String after, String path, Set<String> names) {
        return !LedgerFolder.entryOf(path).equals(Optional.of(path))
                || repository
                        .file(after, path)
                        .flatMap(Entry::parse)
                        .filter(entry -> note(entry, names))
                        .isPresent();
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
