package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.VoteStatus;
import dev.holdpoint.app.derive.VoteCount;
import dev.holdpoint.core.approval.Ballot;
import dev.holdpoint.core.approval.Vote;
import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the votes of a round into a change's status: also those that do not count, each with its reason. */
final class VoteReport {
    private static final int MAX_VOTES = 50;
    private static final int MAX_TEXT = 500;

    private VoteReport() {}

    static void write(ChangeStatus status, AttestSeen seen) {
        if (seen.votes().isEmpty()) {
            return;
        }
        VoteCount count = seen.votes().get().votes();
        List<VoteStatus> votes = new ArrayList<>();
        for (Vote vote : count.sound()) {
            VoteStatus one = vote(vote.evidence().ref(), vote.person());
            one.decision = vote.decision().word();
            votes.add(one);
        }
        for (VoteCount.Unsound unsound : count.unsound()) {
            VoteStatus one = vote(unsound.tag().ref(), personIn(unsound.tag().ref()));
            String message = unsound.finding().rule() + ": " + unsound.finding().message();
            one.finding = message.length() > MAX_TEXT ? message.substring(0, MAX_TEXT) : message;
            votes.add(one);
        }
        status.votes = votes.isEmpty() ? null : votes.subList(0, Math.min(votes.size(), MAX_VOTES));
        status.approvals = counted(count.ballot()) + "/" + required(seen);
    }

    private static VoteStatus vote(String ref, String person) {
        VoteStatus vote = new VoteStatus();
        vote.person = person;
        vote.tag = ref.substring("refs/tags/".length());
        return vote;
    }

    /** Whose name the tag bears; who signed it, nobody knows. */
    private static String personIn(String ref) {
        String[] parts = ref.split("/", -1);
        String name = parts.length > 6 ? parts[6] : "";
        return name.matches("[a-z0-9][-a-z0-9.]{0,62}")
                ? name
                : "unknown-" + Sha256.of(ref.getBytes(StandardCharsets.UTF_8)).shortName(8);
    }

    private static int counted(Ballot ballot) {
        return switch (ballot) {
            case Ballot.Pending pending -> pending.approvers().size();
            case Ballot.Denied denied -> 0;
            case Ballot.Granted granted -> granted.votes().size();
        };
    }

    private static int required(AttestSeen seen) {
        return seen.preview().orElseThrow().derived().quorum().required();
    }
}
