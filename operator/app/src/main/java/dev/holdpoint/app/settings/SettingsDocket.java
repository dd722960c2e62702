package dev.holdpoint.app.settings;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.approval.SettingsLaw;
import dev.holdpoint.core.approval.Standing;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.SettingsRecorded;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which versions of settings are in force and not in the ledger yet. The attestor appends them one by one, in this
 * order, before it records any decision that rests on them: the roster first, because it says whose signatures count on
 * the others; then the repository, because it says whose signature counts on the ledger.
 */
public final class SettingsDocket {
    private final SettingsTexts texts;
    private final Sha256 pinnedRoster;

    /** @param pinnedRoster fingerprint of the first roster, given at installation from outside the cluster */
    public SettingsDocket(SettingsTexts texts, Sha256 pinnedRoster) {
        this.texts = texts;
        this.pinnedRoster = pinnedRoster;
    }

    /**
     * Lists what is to be recorded.
     *
     * @param roster the installation's one roster
     * @param repository the repository whose ledger it is
     * @param others stacks of that repository, their policies and guards
     * @param elsewhere what the rest of the installation knows of its roster: a ledger that has none yet is opened with
     *     all of them, and with none older than the newest
     * @param history of that repository's ledger
     * @throws Stalled if the ledger has no roster yet, and this one is not the newest that is known
     */
    public List<SettingsRecorded> due(
            ApproverRoster roster,
            ChangeRepository repository,
            List<? extends HasMetadata> others,
            RosterFloor elsewhere,
            History history) {
        List<SettingsRecorded> due = new ArrayList<>();
        Optional<Roster> inForce = roster(roster, elsewhere, history, due);
        if (inForce.isEmpty()) {
            return List.of();
        }
        List<HasMetadata> rest = new ArrayList<>(others);
        rest.sort(Comparator.comparing((HasMetadata object) -> object.getKind())
                .thenComparing(object -> object.getMetadata().getName()));
        rest.addFirst(repository);
        for (HasMetadata object : rest) {
            SettingsDocument document = texts.document(object);
            Optional<SettingsDocument> before =
                    history.settings(document.id().kind(), document.id().name());
            Standing standing = SettingsLaw.settings(document, before, inForce.get());
            note(document, before, standing, due);
        }
        return List.copyOf(due);
    }

    private Optional<Roster> roster(
            ApproverRoster object, RosterFloor elsewhere, History history, List<SettingsRecorded> due) {
        SettingsDocument document = texts.document(object);
        Optional<SettingsDocument> before =
                history.settings(SettingsLaw.ROSTER, document.id().name());
        if (before.isEmpty()) {
            elsewhere.problem(document).ifPresent(why -> {
                throw new Stalled("the ledger is not opened: " + why);
            });
            for (SettingsDocument earlier : elsewhere.rosters()) {
                if (earlier.id().version() >= document.id().version()) {
                    break;
                }
                if (roster(earlier, before, due).isEmpty()) {
                    return Optional.empty();
                }
                before = Optional.of(earlier);
            }
        }
        return roster(document, before, due);
    }

    /** The roster that this document is, when it is in force after the one before. */
    private Optional<Roster> roster(
            SettingsDocument document, Optional<SettingsDocument> before, List<SettingsRecorded> due) {
        if (!(texts.roster(document) instanceof Parsed.Ok<Roster>(var roster))) {
            return Optional.empty();
        }
        Optional<Standing> standing = before.isEmpty()
                ? Optional.of(SettingsLaw.firstRoster(document, roster, pinnedRoster))
                : texts.roster(before.get())
                        .ok()
                        .map(earlier -> SettingsLaw.nextRoster(document, roster, before.get(), earlier));
        return standing.filter(it -> note(document, before, it, due)).map(it -> roster);
    }

    /** Notes what is new; true when it is in force. */
    private static boolean note(
            SettingsDocument document,
            Optional<SettingsDocument> before,
            Standing standing,
            List<SettingsRecorded> due) {
        return switch (standing) {
            case Standing.NotInForce not -> false;
            case Standing.InForce in -> {
                boolean known = before.isPresent() && before.get().fingerprint().equals(document.fingerprint());
                if (!known) {
                    due.add(new SettingsRecorded(document));
                }
                yield true;
            }
        };
    }
}
