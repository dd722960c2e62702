package dev.holdpoint.core.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The people behind the signatures on one document.
 *
 * @param people each once, whatever keys they used
 * @param refused why other signatures do not count
 */
record Signers(Set<String> people, List<String> refused) {

    static Signers of(SettingsDocument document, Roster roster) {
        Set<String> people = new TreeSet<>();
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < document.signatures().size(); i++) {
            String nth = "signature " + (i + 1) + " does not count: ";
            String armored = document.signatures().get(i);
            switch (SshSignature.check(withLineEnd(armored), document.canonical(), SettingsDocument.NAMESPACE)) {
                case SignatureCheck.Bad(var reason) -> refused.add(nth + reason);
                case SignatureCheck.Good(var key, var presence) -> {
                    if (presence == Presence.NOBODY) {
                        refused.add(nth + "the device signed without being touched");
                    } else {
                        roster.holderOf(key)
                                .ifPresentOrElse(
                                        holder -> people.add(holder.person().name()),
                                        () -> refused.add(nth + "the key " + key.fingerprint()
                                                + " is nobody's on the roster, version " + roster.version()));
                    }
                }
            }
        }
        return new Signers(people, refused);
    }

    /** Those of them whose signature has weight here. */
    Set<String> among(Set<String> these) {
        Set<String> counted = new TreeSet<>(people);
        counted.retainAll(these);
        return counted;
    }

    /** What is missing to have this many of these people, in words; nothing if nothing is. */
    List<String> enough(int needed, Set<String> from) {
        Set<String> counted = among(from);
        if (counted.size() >= needed) {
            return List.of();
        }
        Set<String> others = new TreeSet<>(from);
        others.removeAll(counted);
        int missing = needed - counted.size();
        String who = others.isEmpty() ? "people whom the roster does not have" : "any of " + String.join(", ", others);
        return List.of(missing + " more " + (missing == 1 ? "signature is" : "signatures are") + " needed, by " + who);
    }

    /** YAML writers like to drop a block's last line end; it is not part of what was signed. */
    private static String withLineEnd(String armored) {
        return armored.endsWith("\n") ? armored : armored + "\n";
    }
}
