package dev.holdpoint.core.approval;

import dev.holdpoint.core.digest.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * When settings are in force: enough signatures by people whom the roster in force lets sign settings. A roster comes
 * into force under the one before it (the rule that TUF uses for its root), the first one by all its members and a
 * fingerprint pinned at installation.
 */
public final class SettingsLaw {

    /** The kind of a roster. */
    public static final String ROSTER = "ApproverRoster";

    private SettingsLaw() {}

    /**
     * Any settings but a roster.
     *
     * @param before what is in force now under the same kind and name, as the ledger knows it; empty if nothing ever was
     */
    public static Standing settings(SettingsDocument document, Optional<SettingsDocument> before, Roster inForce) {
        Signers signers = Signers.of(document, inForce);
        Set<String> weighty = inForce.content().settingsSigners();
        if (before.isPresent() && sameText(document, before.get())) {
            return new Standing.InForce(signers.among(weighty));
        }
        List<String> reasons = new ArrayList<>();
        before.ifPresent(old -> reasons.addAll(succession(document, old)));
        reasons.addAll(signers.enough(inForce.signaturesFor(document.id().kind()), weighty));
        return standing(reasons, signers, weighty);
    }

    /**
     * The first roster of an installation.
     *
     * @param roster what the document says
     * @param pinned the fingerprint that the installation was given, from outside the cluster
     */
    public static Standing firstRoster(SettingsDocument document, Roster roster, Sha256 pinned) {
        List<String> reasons = new ArrayList<>(isRoster(document, roster));
        if (!document.fingerprint().equals(pinned)) {
            reasons.add("the first roster's fingerprint is " + document.fingerprint() + ", pinned is " + pinned);
        }
        Set<String> members =
                roster.content().people().stream().map(Person::name).collect(Collectors.toCollection(TreeSet::new));
        Signers signers = Signers.of(document, roster);
        reasons.addAll(signers.enough(members.size(), members));
        return standing(reasons, signers, members);
    }

    /**
     * A later roster.
     *
     * @param roster what the document says
     * @param before the document of the roster in force, as the ledger knows it
     * @param inForce the roster in force, under which this one is signed
     */
    public static Standing nextRoster(
            SettingsDocument document, Roster roster, SettingsDocument before, Roster inForce) {
        Signers signers = Signers.of(document, inForce);
        Set<String> weighty = inForce.content().settingsSigners();
        if (sameText(document, before)) {
            return new Standing.InForce(signers.among(weighty));
        }
        List<String> reasons = new ArrayList<>(isRoster(document, roster));
        reasons.addAll(succession(document, before));
        int usual = inForce.signaturesFor(ROSTER);
        boolean removal = RosterRemoval.isOnlyThat(inForce, roster);
        boolean byOne = removal && RosterRemoval.mayBeByOne(inForce, roster, signers.among(weighty));
        List<String> missing = signers.enough(byOne ? 1 : usual, weighty);
        reasons.addAll(missing);
        if (removal && !byOne && !missing.isEmpty()) {
            reasons.add("one signature may take people or keys away only while " + usual
                    + " others who can sign settings are left");
        }
        return standing(reasons, signers, weighty);
    }

    /** It came into force earlier, under the roster of that time; people who left since do not undo it. */
    private static boolean sameText(SettingsDocument document, SettingsDocument before) {
        return document.id().equals(before.id()) && document.fingerprint().equals(before.fingerprint());
    }

    private static List<String> isRoster(SettingsDocument document, Roster roster) {
        if (!document.id().kind().equals(ROSTER)) {
            return List.of(document.id() + " is no " + ROSTER);
        }
        return document.id().version() == roster.version()
                ? List.of()
                : List.of("the roster says version " + roster.version() + ", its document " + document.id());
    }

    /** Versions only rise. */
    private static List<String> succession(SettingsDocument document, SettingsDocument old) {
        if (!old.id().kind().equals(document.id().kind())
                || !old.id().name().equals(document.id().name())) {
            return List.of(document.id() + " does not follow " + old.id());
        }
        if (document.id().version() > old.id().version()) {
            return List.of();
        }
        return List.of(document.id() + " does not rise above version "
                + old.id().version() + ", which is in force with another text");
    }

    private static Standing standing(List<String> reasons, Signers signers, Set<String> weighty) {
        if (reasons.isEmpty()) {
            return new Standing.InForce(signers.among(weighty));
        }
        List<String> all = new ArrayList<>(reasons);
        all.addAll(signers.refused());
        return new Standing.NotInForce(List.copyOf(all));
    }
}
