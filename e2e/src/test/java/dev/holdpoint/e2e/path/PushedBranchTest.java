package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackStateStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change that names a branch: what stands on it is what is approved, and whoever wrote it has no vote. */
@ExtendWith(PathExtension.class)
final class PushedBranchTest {
    private static final String FILE = "stacks/shop/pushed.tf";

    @Test
    void a_branch_that_moves_is_a_new_round_and_what_it_holds_then_is_applied_and_merged(Place place) {
        place.first();
        StackStateStatus before = place.state();
        Voter author = place.voter("cleo");
        author.pushAsAgentBranch(place, "pushed", FILE, thing("pushed", "one"));
        place.ask(Asks.pushed("pushed", "pushed", 1));
        int round = firstVoteCounts(place);

        author.pushAsAgentBranch(place, "pushed", FILE, thing("pushed", "two"));
        Place.until(
                () -> "it waits in a later round than " + round + ", it is " + place.told("pushed"),
                () -> place.status("pushed").round > round
                        && place.status("pushed").phase == Phase.AwaitingApproval
                        && "0/2".equals(place.status("pushed").approvals));
        place.approve("pushed");
        place.await("pushed", Phase.Applied);
        place.awaitCleanEnd("pushed");

        Invariants.appliedOnce(place, "pushed", before);
        assertThat(States.text(place)).contains("\"two\"").doesNotContain("\"one\"");
        place.voter("ada").fetch();
        assertThat(place.voter("ada").git("show", "origin/main:" + FILE)).contains("two");
    }

    /** Votes on each round that is put before the reviewers: an earlier change may just be merged to the same folder. */
    private static int firstVoteCounts(Place place) {
        int[] voted = {0};
        Place.until(() -> "a vote counts, it is " + place.told("pushed"), () -> {
            ChangeStatus now = place.status("pushed");
            if (now.phase == Phase.AwaitingApproval && now.round > voted[0]) {
                voted[0] = now.round;
                System.err.println("votes on round " + now.round + ": " + place.told("pushed"));
                place.voter("ada").vote("pushed", now.round, "approve");
            }
            return "1/2".equals(now.approvals);
        });
        return voted[0];
    }

    @Test
    void who_wrote_the_commits_has_no_vote_on_them(Place place) {
        place.first();
        place.voter("ben").pushAsAgentBranch(place, "bens", "stacks/shop/bens.tf", thing("bens", "x"));
        place.ask(Asks.pushed("bens", "bens", 1));
        place.await("bens", Phase.AwaitingApproval);
        String own = place.voter("ben").vote("bens", 1, "approve");
        place.voter("ada").vote("bens", 1, "approve");

        Place.until(
                () -> "both votes are seen and one counts, it is " + place.told("bens"),
                () -> place.status("bens").votes != null
                        && place.status("bens").votes.size() == 2
                        && "1/2".equals(place.status("bens").approvals));
        ChangeStatus status = place.status("bens");
        assertThat(status.votes)
                .filteredOn(vote -> vote.tag.equals(own))
                .singleElement()
                .satisfies(vote -> assertThat(vote.finding).contains("ben"));
        assertThat(status.phase).isEqualTo(Phase.AwaitingApproval);
        place.withdraw("bens");
        place.await("bens", Phase.Withdrawn);
        place.awaitCleanEnd("bens");
    }

    private static String thing(String name, String input) {
        return "resource \"terraform_data\" \"" + name + "\" {\n  input = \"" + input + "\"\n}\n";
    }
}
