package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.VoteStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose signature counts, and for what. */
@ExtendWith(PathExtension.class)
final class VotesTest {
    private static final Duration LOOKS = Duration.ofSeconds(8);

    @Test
    void one_sound_vote_stays_one_whatever_else_is_signed_and_a_reject_is_sticky(Place place) {
        place.first();
        place.ask(Asks.thing("contested"));
        place.await("contested", Phase.AwaitingApproval);
        String sound = place.voter("ada").vote("contested", 1, "approve");
        String owner = place.voter("cleo").vote("contested", 1, "approve");
        String altered = place.voter("ben")
                .vote("contested", 1, "approve", text -> text.replace("\nRound: 1\n", "\nRound: 2\n"));
        place.voter("ben").signWithKeyOf("mallory");
        String forged = place.voter("ben").vote("contested", 1, "approve");
        place.voter("ben").signWithKeyOf("ben");

        // A vote counts from the pass after it was recorded.
        Place.until(
                () -> "all four votes are seen and one counts, it is " + place.told("contested"),
                () -> seen(place, 4) && !"0/2".equals(place.status("contested").approvals));
        ChangeStatus counted = place.status("contested");
        assertThat(finding(counted, sound)).isNull();
        assertThat(finding(counted, owner)).as("the agent's owner").contains("cleo");
        assertThat(finding(counted, altered)).as("an altered template").isNotBlank();
        assertThat(finding(counted, forged)).as("an unknown key").isNotBlank();
        assertThat(counted.approvals).isEqualTo("1/2");
        assertThat(counted.phase).isEqualTo(Phase.AwaitingApproval);

        String reject = place.voter("ben").vote("contested", 1, "reject");
        ChangeStatus rejected = place.await("contested", Phase.Rejected);
        assertThat(rejected.message).contains("ben");
        place.deleteTag(reject);
        place.voter("ben").vote("contested", 1, "approve");
        assertThat(Place.becomes(LOOKS, () -> place.status("contested").phase != Phase.Rejected))
                .as("a reject is forgotten when its tag is deleted")
                .isFalse();
        assertThat(place.status("contested").approval).isNull();

        place.withdraw("contested");
        place.await("contested", Phase.Withdrawn);
        place.awaitCleanEnd("contested");
        assertThat(Ledgers.anchored(place).exit()).isZero();
    }

    @Test
    void a_reject_is_overruled_by_more_people_than_the_quorum_who_then_sign_the_new_round(Place place) {
        place.first();
        Rosters.welcome(place, "dana", "eve");
        place.ask(Asks.thing("overruled"));
        place.await("overruled", Phase.AwaitingApproval);
        place.voter("ada").vote("overruled", 1, "reject");
        place.await("overruled", Phase.Rejected);
        place.voter("ben").vote("overruled", 1, "approve");
        place.voter("dana").vote("overruled", 1, "approve");
        assertThat(Place.becomes(LOOKS, () -> place.status("overruled").phase != Phase.Rejected))
                .as("as many as the quorum overrule a reject")
                .isFalse();

        place.voter("eve").vote("overruled", 1, "approve");
        Place.until(
                () -> "a new round lies before the reviewers, it is " + place.told("overruled"),
                () -> place.status("overruled").round == 2
                        && place.status("overruled").phase == Phase.AwaitingApproval
                        && "0/2".equals(place.status("overruled").approvals));
        place.voter("ben").vote("overruled", 2, "approve");
        place.voter("eve").vote("overruled", 2, "approve");
        place.await("overruled", Phase.Applied);
        place.awaitCleanEnd("overruled");
        assertThat(place.status("overruled").approval.approvers).containsExactlyInAnyOrder("ben", "eve");
        assertThat(Ledgers.anchored(place).exit()).isZero();
    }

    private static boolean seen(Place place, int tags) {
        List<VoteStatus> votes = place.status("contested").votes;
        return votes != null && votes.size() == tags;
    }

    private static String finding(ChangeStatus status, String tag) {
        return status.votes.stream().filter(v -> v.tag.equals(tag)).findFirst().orElseThrow().finding;
    }
}
