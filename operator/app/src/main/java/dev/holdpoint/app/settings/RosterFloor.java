package dev.holdpoint.app.settings;

import dev.holdpoint.core.approval.SettingsDocument;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The newest roster that an installation is known to have had in force, in whatever ledger. Versions only rise, and in a
 * new ledger too: an old roster is as well signed as it ever was, and holds the keys that were taken away since.
 *
 * @param rosters those recorded in the ledger that knows the newest one, oldest first; for a ledger that has none yet:
 *     each comes into force under the one before it, back to the pinned one
 * @param version the highest one that is known from anywhere; 0 when none is
 */
public record RosterFloor(List<SettingsDocument> rosters, long version) {
    /** Nothing is known. */
    public static final RosterFloor NONE = new RosterFloor(List.of(), 0);

    public RosterFloor {
        rosters = List.copyOf(rosters);
    }

    /** With what another ledger has recorded, oldest first. */
    public RosterFloor and(List<SettingsDocument> others) {
        long newest = newest(others).map(it -> it.id().version()).orElse(0L);
        long ours = newest(rosters).map(it -> it.id().version()).orElse(0L);
        return new RosterFloor(newest > ours ? others : rosters, Math.max(version, newest));
    }

    /** With a version that somebody has seen in force. */
    public RosterFloor and(long seen) {
        return new RosterFloor(rosters, Math.max(version, seen));
    }

    /** Why this roster is not the installation's newest any more; empty when nothing newer, and no other, is known. */
    public Optional<String> problem(SettingsDocument document) {
        if (document.id().version() < version) {
            return Optional.of(document.id() + " is older than version " + version
                    + ", which came into force in this installation; apply version " + version
                    + " again as it was signed, or a later one");
        }
        return newest(rosters)
                .filter(newest -> newest.id().version() == document.id().version()
                        && !newest.fingerprint().equals(document.fingerprint()))
                .map(newest -> document.id() + " came into force in this installation with another text; apply that one"
                        + " again as it was signed, or raise the version and sign it");
    }

    private static Optional<SettingsDocument> newest(List<SettingsDocument> rosters) {
        return rosters.stream().max(Comparator.comparingLong(it -> it.id().version()));
    }
}
