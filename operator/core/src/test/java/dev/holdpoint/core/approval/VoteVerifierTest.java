package dev.holdpoint.core.approval;

import static dev.holdpoint.core.approval.Scene.NOW;
import static dev.holdpoint.core.approval.Scene.rule;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.verdict.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One thing wrong at a time; each has a name. */
class VoteVerifierTest {

    private final Scene scene = new Scene();

    @Test
    void a_vote_with_nothing_wrong_is_sound_and_shows_all_ten_steps() {
        VoteCheck check = scene.check(scene.vote("alice", "approve"));
        assertThat(rule(check)).isEqualTo("sound");
        assertThat(check.steps()).extracting(StepResult::step).containsExactly(VoteStep.values());
    }

    @Test
    void the_person_the_decision_and_the_evidence_come_from_the_tag() {
        SignedTag tag = scene.vote("alice", "reject");
        Vote vote = scene.sound(tag);
        assertThat(vote.person()).isEqualTo("alice");
        assertThat(vote.decision()).isEqualTo(Decision.REJECT);
        assertThat(vote.evidence().ref()).isEqualTo(tag.ref());
        assertThat(vote.evidence().presence()).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void a_second_vote_of_one_person_has_a_number_after_the_name() {
        String text = Scene.header(Scene.tagName("alice") + "/2") + scene.body("withdraw");
        SignedTag tag = Scene.tag("alice/2", text, scene.keys.get("alice").sign(text.getBytes(ISO_8859_1), "git"));
        assertThat(rule(scene.check(tag))).isEqualTo("sound");
    }

    @Test
    void step_1_a_tag_outside_this_rounds_folder_does_not_count() {
        byte[] raw = scene.vote("alice", "approve").raw();
        for (String ref : List.of(
                "refs/tags/holdpoint/payments/chg-7f3a/r1/alice",
                "refs/tags/holdpoint/payments/chg-7f3a/r22/alice",
                "refs/tags/holdpoint/payments/chg-7f3b/r2/alice",
                "refs/heads/holdpoint/payments/chg-7f3a/r2/alice",
                "refs/tags/holdpoint/payments/chg-7f3a/r2/alice/0",
                "refs/tags/holdpoint/payments/chg-7f3a/r2/alice/1/1",
                "refs/tags/holdpoint/payments/chg-7f3a/r2/Alice",
                "refs/tags/holdpoint/payments/chg-7f3a/r2/")) {
            assertThat(rule(scene.check(new SignedTag(ref, raw)))).as(ref).isEqualTo("vote-misplaced");
        }
    }

    @Test
    void step_1_a_tag_moved_to_another_name_does_not_count() {
        SignedTag moved = new SignedTag(
                "refs/tags/" + Scene.tagName("bob"),
                scene.vote("alice", "approve").raw());
        assertThat(rule(scene.check(moved))).isEqualTo("vote-moved");
    }

    @Test
    void step_1_a_tag_on_another_commit_does_not_count() {
        assertThat(rule(scene.check(scene.signedAfter("alice", t -> t.replace(Scene.PREVIEW, "2".repeat(40))))))
                .isEqualTo("vote-elsewhere");
        assertThat(rule(scene.check(scene.signedAfter("alice", t -> t.replace("type commit", "type tree")))))
                .isEqualTo("vote-elsewhere");
    }

    @Test
    void step_2_unreadable_tags_do_not_count() {
        for (String[] change : new String[][] {
            {"Decision: approve", "Decision: approve\u00e9"},
            {"Decision: approve", "Decision: approve\r"},
            {"Decision: approve", "Decision: approve\t"},
            {"Decision: approve", "Decision: approve\0"},
            {"type commit\n", "type commit\ngpgsig x\n"},
            {"tagger ", "author "},
            {"Nobody", "No\u0007body"},
            {"Decision: approve", "Decision: approve" + "x".repeat(TagObject.MAX_BYTES)},
        }) {
            assertThat(rule(scene.check(scene.signedAfter("alice", t -> t.replace(change[0], change[1])))))
                    .as(change[1].substring(0, Math.min(40, change[1].length())))
                    .isEqualTo("vote-unreadable");
        }
    }

    @Test
    void step_2_a_second_signature_block_does_not_count() {
        String fake = SoftKey.fresh().sign(new byte[] {1}, "git");
        assertThat(rule(scene.check(scene.signedAfter("alice", t -> t + fake)))).isEqualTo("vote-unreadable");
        assertThat(rule(scene.check(scene.signedAfter("alice", t -> t.replace("Nobody", "-----BEGIN x")))))
                .isEqualTo("vote-unreadable");
    }

    @Test
    void step_2_an_unsigned_tag_does_not_count() {
        String text = Scene.header(Scene.tagName("alice")) + scene.body("approve");
        assertThat(rule(scene.check(Scene.tag("alice", text, "")))).isEqualTo("vote-unreadable");
    }

    @Test
    void a_tagger_with_any_name_is_fine_as_it_means_nothing() {
        assertThat(rule(scene.check(scene.signedAfter("alice", t -> t.replace("Nobody", "Jos\u00c3\u00a9")))))
                .isEqualTo("sound");
    }

    @Test
    void step_3_any_other_byte_in_the_body_does_not_count() {
        String body = scene.body("approve");
        int open = body.indexOf("Decision:") + "Decision:".length();
        for (int i = 0; i < open; i++) {
            int at = i;
            SignedTag tag = scene.signedAfter("alice", t -> {
                int start = t.indexOf(body);
                char[] chars = t.toCharArray();
                chars[start + at] = chars[start + at] == '0' ? '1' : '0';
                return new String(chars);
            });
            assertThat(rule(scene.check(tag))).as("byte " + i).isEqualTo("vote-altered");
        }
    }

    @Test
    void step_3_text_before_or_after_the_template_does_not_count() {
        assertThat(rule(scene.check(scene.signedAfter("alice", t -> t + "Decision: reject\n"))))
                .isEqualTo("vote-altered");
        assertThat(rule(scene.check(scene.signedAfter("alice", t -> t + "\n")))).isEqualTo("vote-altered");
        assertThat(rule(scene.check(
                        scene.signedAfter("alice", t -> t.replace("holdpoint vote v1", "\nholdpoint vote v1")))))
                .isEqualTo("vote-altered");
    }

    @Test
    void step_3_only_the_three_words_are_decisions() {
        for (String word : List.of("", "Approve", "yes", "approve reject", "approved")) {
            assertThat(rule(scene.check(scene.vote("alice", word)))).as(word).isEqualTo("vote-undecided");
        }
    }

    @Test
    void step_4_a_signature_over_other_text_or_another_namespace_does_not_count() {
        String text = Scene.header(Scene.tagName("alice")) + scene.body("approve");
        SshPrivateKey key = scene.keys.get("alice");
        String other = text.replace("approve", "reject");
        assertThat(rule(scene.check(Scene.tag("alice", text, key.sign(other.getBytes(ISO_8859_1), "git")))))
                .isEqualTo("vote-signature");
        assertThat(rule(scene.check(Scene.tag("alice", text, key.sign(text.getBytes(ISO_8859_1), "file")))))
                .isEqualTo("vote-signature");
    }

    @Test
    void step_4_a_device_that_nobody_touched_does_not_count() {
        assertThat(rule(scene.check(scene.deviceVote(0)))).isEqualTo("vote-untouched");
        assertThat(rule(scene.check(scene.deviceVote(4)))).isEqualTo("vote-untouched");
        assertThat(scene.sound(scene.deviceVote(1)).evidence().presence()).isEqualTo(Presence.TOUCH);
        assertThat(scene.sound(scene.deviceVote(5)).evidence().presence()).isEqualTo(Presence.TOUCH_AND_PIN);
    }

    @Test
    void step_5_a_key_that_nobody_holds_does_not_count() {
        scene.keys.put("alice", SoftKey.fresh());
        assertThat(rule(scene.check(scene.vote("alice", "approve")))).isEqualTo("key-unknown");
    }

    @Test
    void step_5_a_tag_under_someone_elses_name_does_not_count() {
        scene.keys.put("alice", scene.keys.get("bob"));
        assertThat(rule(scene.check(scene.vote("alice", "approve")))).isEqualTo("vote-under-other-name");
    }

    @Test
    void step_5_a_new_key_counts_for_the_critical_tier_after_a_day_whatever_the_tagger_date() {
        Scene critical = new Scene(Tier.CRITICAL);
        SshPrivateKey fresh = SoftKey.fresh();
        critical.keys.put("alice", fresh);
        Instant added = NOW.minus(Duration.ofHours(23));
        critical.people.set(0, Scene.person("alice", fresh.key(), added));
        SignedTag tag = critical.vote("alice", "approve");
        assertThat(rule(critical.check(tag))).isEqualTo("key-too-new");
        assertThat(rule(critical.check(tag, added.plus(Duration.ofHours(24))))).isEqualTo("sound");
    }

    @Test
    void step_5_a_new_key_counts_at_once_below_the_critical_tier_but_not_before_it_was_added() {
        SshPrivateKey fresh = SoftKey.fresh();
        scene.keys.put("alice", fresh);
        scene.people.set(0, Scene.person("alice", fresh.key(), NOW));
        SignedTag tag = scene.vote("alice", "approve");
        assertThat(rule(scene.check(tag))).isEqualTo("sound");
        assertThat(rule(scene.check(tag, NOW.minusSeconds(1)))).isEqualTo("key-too-new");
    }

    @Test
    void step_6_the_owner_of_the_agent_that_asked_may_not_vote() {
        assertThat(rule(scene.check(scene.vote("owner", "approve")))).isEqualTo("voter-in-chain");
    }

    @Test
    void step_6_the_requester_may_not_vote() {
        assertThat(ruleWith(new Origin("alice", Set.of()))).isEqualTo("voter-in-chain");
    }

    @Test
    void step_6_an_author_or_co_author_may_not_vote_however_the_address_is_spelled() {
        assertThat(ruleWith(new Origin(scene.origin.requester(), Set.of("Alice@Example.com"))))
                .isEqualTo("voter-in-chain");
    }

    @Test
    void step_6_the_owner_of_an_agent_that_is_a_co_author_may_not_vote() {
        SignedTag tag = scene.vote("owner", "approve");
        Poll poll = new Poll(scene.template, Scene.PREVIEW, Scene.STACK, new Origin("bob", Set.of("BOT@example.com")));
        assertThat(rule(new VoteVerifier(poll, scene.roster()).verify(tag, scene.facts(), NOW)))
                .isEqualTo("voter-in-chain");
    }

    @Test
    void step_6_an_account_that_nobody_answers_for_gets_no_votes() {
        assertThat(ruleWith(new Origin("system:serviceaccount:holdpoint-agents:stray", Set.of())))
                .isEqualTo("requester-unowned");
    }

    private String ruleWith(Origin origin) {
        Poll poll = new Poll(scene.template, Scene.PREVIEW, Scene.STACK, origin);
        return rule(new VoteVerifier(poll, scene.roster()).verify(scene.vote("alice", "approve"), scene.facts(), NOW));
    }

    @Test
    void step_6_a_person_votes_only_on_their_stacks_and_up_to_their_tier() {
        Person alice = scene.people.getFirst();
        scene.people.set(
                0,
                new Person(
                        "alice",
                        alice.emails(),
                        alice.accounts(),
                        alice.keys(),
                        Optional.of(Set.of("other")),
                        Tier.CRITICAL));
        assertThat(rule(scene.check(scene.vote("alice", "approve")))).isEqualTo("not-this-stack");
        scene.people.set(
                0, new Person("alice", alice.emails(), alice.accounts(), alice.keys(), Optional.empty(), Tier.NORMAL));
        assertThat(rule(scene.check(scene.vote("alice", "approve")))).isEqualTo("tier-too-high");
    }

    @Test
    void step_8_a_vote_after_the_round_expired_does_not_count() {
        assertThat(rule(scene.check(scene.vote("alice", "approve"), scene.template.expires())))
                .isEqualTo("round-expired");
    }

    @Test
    void step_8_a_vote_counts_only_while_nothing_that_it_names_has_moved() {
        RoundFacts f = scene.facts();
        List<RoundFacts> moved = List.of(
                new RoundFacts(3, f.plan(), f.inputs(), f.settings(), f.state()),
                new RoundFacts(2, Scene.digest("other"), f.inputs(), f.settings(), f.state()),
                new RoundFacts(2, f.plan(), Scene.digest("other"), f.settings(), f.state()),
                new RoundFacts(2, f.plan(), f.inputs(), Scene.digest("other"), f.state()),
                new RoundFacts(2, f.plan(), f.inputs(), f.settings(), new Template.State.None()),
                new RoundFacts(
                        2,
                        f.plan(),
                        f.inputs(),
                        f.settings(),
                        new Template.State.At("9d1cf3a0-0000-4000-8000-000000000001", 119)));
        SignedTag tag = scene.vote("alice", "approve");
        for (RoundFacts facts : moved) {
            assertThat(rule(new VoteVerifier(scene.poll(), scene.roster()).verify(tag, facts, NOW)))
                    .isEqualTo("round-stale");
        }
    }

    @Test
    void an_inspection_says_what_it_could_not_see() {
        VoteVerifier.Inspection inspection = VoteVerifier.inspect(
                new VoteVerifier.Known(
                        scene.template,
                        Optional.of(scene.roster()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                scene.vote("alice", "approve"),
                NOW);
        assertThat(inspection.finding()).isEmpty();
        assertThat(inspection.steps())
                .filteredOn(s -> s.status() == StepResult.Status.HOLDS_AS_FAR_AS_KNOWN)
                .extracting(StepResult::step)
                .containsExactly(VoteStep.PLACE, VoteStep.RIGHT, VoteStep.CURRENT, VoteStep.RECORD);
    }

    @Test
    void an_inspection_without_a_roster_judges_text_and_signature_and_says_that_it_knows_nobody() {
        VoteVerifier.Known known = new VoteVerifier.Known(
                scene.template,
                Optional.empty(),
                Optional.of(Scene.PREVIEW),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        VoteVerifier.Inspection inspection = VoteVerifier.inspect(known, scene.vote("alice", "approve"), NOW);
        assertThat(inspection.finding()).isEmpty();
        assertThat(inspection.steps())
                .filteredOn(s -> s.step() == VoteStep.PERSON || s.step() == VoteStep.RIGHT)
                .allSatisfy(s -> {
                    assertThat(s.status()).isEqualTo(StepResult.Status.HOLDS_AS_FAR_AS_KNOWN);
                    assertThat(s.note()).contains("roster");
                });
        String text = Scene.header(Scene.tagName("alice") + "/1") + scene.body("approve");
        SignedTag other =
                Scene.tag("alice/1", text, scene.keys.get("alice").sign((text + "x").getBytes(ISO_8859_1), "git"));
        assertThat(VoteVerifier.inspect(known, other, NOW).finding())
                .hasValueSatisfying(f -> assertThat(f.rule()).isEqualTo("vote-signature"));
    }
}
