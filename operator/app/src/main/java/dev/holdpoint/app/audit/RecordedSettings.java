package dev.holdpoint.app.audit;

import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.approval.SettingsLaw;
import dev.holdpoint.core.approval.SshPublicKey;
import dev.holdpoint.core.approval.Standing;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.Proven;
import dev.holdpoint.core.record.SettingsRecorded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings in a ledger, each judged again under the law and the roster of its time. From them follows whose
 * signature each entry needs: that of the attestor key which the repository's settings named then.
 */
public final class RecordedSettings {
    private static final String REPOSITORY = "ChangeRepository";

    private final CanonicalSettings texts = new CanonicalSettings();
    private final TreeMap<Long, Roster> rosters = new TreeMap<>();
    private final TreeMap<Long, SshPublicKey> attestors = new TreeMap<>();
    private Optional<SettingsDocument> roster = Optional.empty();
    private Optional<String> repository = Optional.empty();

    private RecordedSettings() {}

    /** What judging came to. */
    public sealed interface Result {
        /** Every version came into force by right. */
        record Proven(RecordedSettings settings) implements Result {}

        /** This entry should not be there. */
        record Broken(long entry, String why) implements Result {}
    }

    /** @param root fingerprint that the first roster must have */
    public static Result prove(History history, Sha256 root) {
        return extend(new RecordedSettings(), history.proven(), root);
    }

    /**
     * Goes on from what was judged before, which stays as it is.
     *
     * @param more the entries that came on top
     */
    static Result extend(RecordedSettings before, List<Proven> more, Sha256 root) {
        RecordedSettings settings = new RecordedSettings();
        settings.rosters.putAll(before.rosters);
        settings.attestors.putAll(before.attestors);
        settings.roster = before.roster;
        settings.repository = before.repository;
        for (Proven proven : more) {
            List<String> problems = settings.take(proven, root);
            if (!problems.isEmpty()) {
                return new Result.Broken(proven.entry().number(), String.join("; ", problems));
            }
        }
        return new Result.Proven(settings);
    }

    private List<String> take(Proven proven, Sha256 root) {
        long number = proven.entry().number();
        if (!(proven.fact() instanceof SettingsRecorded(var document))) {
            return attestors.isEmpty()
                    ? List.of("it was recorded before the settings of its repository, which name who may record")
                    : List.of();
        }
        if (document.id().kind().equals(SettingsLaw.ROSTER)) {
            return roster(number, document, root);
        }
        if (rosters.isEmpty()) {
            return List.of("no roster was recorded before it");
        }
        // A History answers for its end; what was in force before this entry is kept here.
        Standing standing = SettingsLaw.settings(
                document, Optional.empty(), rosters.lastEntry().getValue());
        return switch (standing) {
            case Standing.NotInForce(var reasons) -> reasons;
            case Standing.InForce in ->
                document.id().kind().equals(REPOSITORY) ? repository(number, document) : List.of();
        };
    }

    private List<String> roster(long number, SettingsDocument document, Sha256 root) {
        return switch (texts.roster(document)) {
            case Parsed.Bad<Roster>(var reason) -> List.of(reason);
            case Parsed.Ok<Roster>(var next) -> {
                Standing standing = roster.isEmpty()
                        ? SettingsLaw.firstRoster(document, next, root)
                        : SettingsLaw.nextRoster(
                                document,
                                next,
                                roster.get(),
                                rosters.lastEntry().getValue());
                if (standing instanceof Standing.NotInForce(var reasons)) {
                    yield reasons;
                }
                roster = Optional.of(document);
                rosters.put(number, next);
                yield List.of();
            }
        };
    }

    private List<String> repository(long number, SettingsDocument document) {
        if (repository.isPresent() && !repository.get().equals(document.id().name())) {
            return List.of(
                    "it is of the repository " + document.id().name() + ", this is the ledger of " + repository.get());
        }
        return switch (texts.attestorKey(document)) {
            case Parsed.Bad<SshPublicKey>(var reason) -> List.of(reason);
            case Parsed.Ok<SshPublicKey>(var key) -> {
                repository = Optional.of(document.id().name());
                attestors.put(number, key);
                yield List.of();
            }
        };
    }

    /** Whether it is known whose signature entries must bear. */
    boolean nameAttestor() {
        return !attestors.isEmpty();
    }

    /**
     * Whose signature an entry may bear. One key, but for the entry that records a change of the key: there the one
     * before and the one after. Entries before the repository's first settings bear the key that these name.
     *
     * @return empty as long as no settings of the repository are recorded; then there is nothing but settings, which
     *     people signed
     */
    public Set<SshPublicKey> signersOf(long entry) {
        if (attestors.isEmpty()) {
            return Set.of();
        }
        Map.Entry<Long, SshPublicKey> now = attestors.floorEntry(entry);
        if (now == null) {
            return Set.of(attestors.firstEntry().getValue());
        }
        Map.Entry<Long, SshPublicKey> before = attestors.lowerEntry(entry);
        return now.getKey() == entry && before != null && !before.getValue().equals(now.getValue())
                ? Set.of(now.getValue(), before.getValue())
                : Set.of(now.getValue());
    }

    /** The roster that was in force when an entry was written. */
    public Optional<Roster> rosterAt(long entry) {
        return Optional.ofNullable(rosters.floorEntry(entry)).map(Map.Entry::getValue);
    }

    /** The key that signs the next entry; empty as long as no settings of the repository are recorded. */
    public Optional<SshPublicKey> attestor() {
        return Optional.ofNullable(attestors.lastEntry()).map(Map.Entry::getValue);
    }

    /** The name of the repository; empty as long as its settings are not recorded. */
    public Optional<String> repository() {
        return repository;
    }
}
