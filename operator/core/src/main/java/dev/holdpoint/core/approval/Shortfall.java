package dev.holdpoint.core.approval;

import java.util.ArrayList;
import java.util.List;

/** What a quorum still lacks, in words. */
final class Shortfall {

    private Shortfall() {}

    /** @param approvals one of each person */
    static List<String> of(Quorum quorum, List<Vote> approvals) {
        List<String> missing = new ArrayList<>();
        int people = quorum.required() - approvals.size();
        if (people > 0) {
            missing.add(people + " more " + (people == 1 ? "person" : "people"));
        }
        long tags = approvals.stream()
                .filter(v -> v.evidence().channel() == Vote.Channel.SIGNED_TAG)
                .count();
        if (tags < quorum.signedTags()) {
            missing.add((quorum.signedTags() - tags) + " more by signed tag");
        }
        boolean touched = approvals.stream().anyMatch(v -> v.evidence().presence() == Presence.TOUCH_AND_PIN);
        if (quorum.hardwareTouch() && !touched) {
            missing.add("one with touch and PIN of a FIDO2 key");
        }
        return missing;
    }
}
