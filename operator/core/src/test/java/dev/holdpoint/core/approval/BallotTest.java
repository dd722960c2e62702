package dev.holdpoint.core.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.core.verdict.Tier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BallotTest {

    private static final Quorum TWO = new Quorum(2, 1, false);
    private final Scene scene = new Scene();
    private final Vote alice = scene.sound(scene.vote("alice", "approve"));
    private final Vote bob = scene.sound(scene.vote("bob", "approve"));
    private final Vote carol = scene.sound(scene.vote("carol", "approve"));

    private Ballot judge(Recorded recorded, Quorum quorum, Vote... votes) {
        return Ballot.judge(scene.template, List.of(votes), recorded, quorum);
    }

    @Test
    void two_people_grant_and_the_approval_names_plan_and_people() {
        Ballot ballot = judge(scene.recorded(alice, bob), TWO, alice, bob);
        Approval approval = Approval.of(ballot.granted().orElseThrow());
        assertThat(approval.approvers()).containsExactly("alice", "bob");
        assertThat(approval.plan()).isEqualTo(scene.template.pins().plan());
    }

    @Test
    void one_person_counts_once() {
        Vote again = scene.sound(scene.signedAfter("alice", t -> t.replace("Nobody", "Somebody")));
        assertThat(judge(scene.recorded(alice, again), TWO, alice, again))
                .isEqualTo(new Ballot.Pending(Set.of("alice"), Set.of(), List.of("1 more person")));
    }

    @Test
    void an_approval_counts_only_once_the_ledger_has_it() {
        assertThat(judge(scene.recorded(alice), TWO, alice, bob))
                .isEqualTo(new Ballot.Pending(Set.of("alice"), Set.of("bob"), List.of("1 more person")));
    }

    @Test
    void a_reject_ends_the_round_before_anything_is_recorded() {
        Vote no = scene.sound(scene.vote("carol", "reject"));
        assertThat(judge(scene.recorded(alice, bob), TWO, alice, bob, no))
                .isEqualTo(new Ballot.Denied(Set.of("carol"), Set.of()));
    }

    @Test
    void a_reject_stays_when_its_tag_is_gone_even_if_the_person_now_approves() {
        Recorded recorded = new Recorded(scene.recorded(alice, bob).votes(), Set.of("alice"), Set.of());
        assertThat(judge(recorded, TWO, alice, bob)).isEqualTo(new Ballot.Denied(Set.of("alice"), Set.of()));
    }

    @Test
    void quorum_plus_one_others_can_overrule_a_reject_but_the_round_stays_over() {
        Recorded recorded = new Recorded(scene.recorded(alice, bob, carol).votes(), Set.of("dora"), Set.of());
        assertThat(judge(recorded, TWO, alice, bob, carol))
                .isEqualTo(new Ballot.Denied(Set.of("dora"), Set.of("alice", "bob", "carol")));
    }

    @Test
    void a_rejecter_cannot_help_to_overrule_the_reject() {
        Recorded recorded = new Recorded(scene.recorded(alice, bob, carol).votes(), Set.of("carol"), Set.of());
        assertThat(judge(recorded, TWO, alice, bob, carol)).isEqualTo(new Ballot.Denied(Set.of("carol"), Set.of()));
    }

    @Test
    void a_withdrawal_takes_the_approval_back_for_good() {
        Recorded recorded = new Recorded(scene.recorded(alice, bob).votes(), Set.of(), Set.of("bob"));
        assertThat(judge(recorded, TWO, alice, bob))
                .isEqualTo(new Ballot.Pending(Set.of("alice"), Set.of(), List.of("1 more person")));
        Vote back = scene.sound(scene.vote("bob", "withdraw"));
        assertThat(judge(scene.recorded(alice, bob), TWO, alice, bob, back).granted())
                .isEmpty();
    }

    @Test
    void forge_reviews_alone_do_not_reach_a_quorum_that_asks_for_a_signed_tag() {
        Vote one = review(alice);
        Vote two = review(bob);
        assertThat(judge(scene.recorded(one, two), TWO, one, two))
                .isEqualTo(new Ballot.Pending(Set.of("alice", "bob"), Set.of(), List.of("1 more by signed tag")));
    }

    @Test
    void a_tag_and_a_review_of_one_person_count_once_and_as_the_tag() {
        Vote review = review(alice);
        assertThat(judge(scene.recorded(alice, review), new Quorum(1, 1, false), review, alice)
                        .granted())
                .isPresent();
        assertThat(judge(scene.recorded(alice, review), TWO, review, alice).granted())
                .isEmpty();
    }

    @Test
    void touch_without_pin_does_not_reach_a_quorum_that_asks_for_both() {
        Scene critical = new Scene(Tier.CRITICAL);
        Quorum touch = new Quorum(2, 1, true);
        Vote soft = critical.sound(critical.vote("alice", "approve"));
        Vote touched = critical.sound(critical.deviceVote(1));
        Vote pinned = critical.sound(critical.deviceVote(5));
        assertThat(Ballot.judge(critical.template, List.of(soft, touched), critical.recorded(soft, touched), touch))
                .isEqualTo(new Ballot.Pending(
                        Set.of("alice", "dora"), Set.of(), List.of("one with touch and PIN of a FIDO2 key")));
        assertThat(Ballot.judge(critical.template, List.of(soft, pinned), critical.recorded(soft, pinned), touch)
                        .granted())
                .isPresent();
    }

    @Test
    void votes_of_another_round_cannot_be_brought_to_a_ballot() {
        Template other = Scene.template(Tier.LOW, 0);
        assertThatThrownBy(() -> Ballot.judge(other, List.of(alice), Recorded.nothing(), TWO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_quorum_that_asks_for_more_tags_than_people_cannot_be_made() {
        assertThatThrownBy(() -> new Quorum(1, 2, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quorum(0, 0, true)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Quorum(1, 1, false).and(new Quorum(2, 0, true))).isEqualTo(new Quorum(2, 1, true));
    }

    private static Vote review(Vote vote) {
        Vote.Evidence e = vote.evidence();
        return new Vote(
                vote.template(),
                vote.person(),
                vote.decision(),
                new Vote.Evidence(
                        Vote.Channel.FORGE_REVIEW,
                        "review",
                        Scene.digest("review of " + vote.person()),
                        e.fingerprint(),
                        Presence.UNKNOWN,
                        List.of()));
    }
}
