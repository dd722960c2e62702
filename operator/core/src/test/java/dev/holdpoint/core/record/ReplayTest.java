package dev.holdpoint.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.core.approval.Decision;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.digest.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the attestor itself may not do: each of these chains is rightly linked and signed. */
class ReplayTest {
    private static Book votes() {
        return new Book().add(Book.vote("ada", Decision.APPROVE, 1)).add(Book.vote("ben", Decision.APPROVE, 1));
    }

    @Test
    void a_whole_change_is_sound_and_its_history_answers() {
        History history = Book.whole().history();
        Sha256 plan = Book.digest("plan 1");
        assertThat(history.number()).isEqualTo(6);
        assertThat(history.head()).isEqualTo(history.entries().getLast().digest());
        assertThat(history.order(Book.UID, 1, plan)).contains(1L);
        assertThat(history.order(Book.UID, 2, plan)).isEmpty();
        assertThat(history.lastOrder(Book.STACK)).isEqualTo(1);
        assertThat(history.lastOrder("other")).isZero();
        assertThat(history.intent(Book.STACK, 1)).contains("pod-1");
        assertThat(history.intent(Book.STACK, 0)).isEmpty();
        assertThat(history.ended(Book.UID)).isTrue();
        assertThat(history.recorded(Book.UID, 1).votes()).hasSize(2);
        assertThat(history.settings("ChangePolicy", "default"))
                .hasValueSatisfying(it -> assertThat(it.id().version()).isEqualTo(1));
        assertThat(history.settings("ChangePolicy", "other")).isEmpty();
        assertThat(history.attachment(history.entries().get(3), PlanApproved.REVIEW))
                .contains(Book.REVIEW);
    }

    @Test
    void nothing_is_recorded_in_a_ledger_never_written_to() {
        assertThat(Chain.empty().number()).isZero();
        assertThat(Chain.empty().head()).isEqualTo(Entry.ROOT);
        assertThat(Chain.empty().recorded(Book.UID, 1).votes()).isEmpty();
    }

    @Test
    void a_reject_and_a_withdrawal_stick() {
        History history = votes().add(Book.vote("ada", Decision.WITHDRAW, 1))
                .add(Book.vote("cleo", Decision.REJECT, 1))
                .history();
        assertThat(history.recorded(Book.UID, 1).rejected()).containsExactly("cleo");
        assertThat(history.recorded(Book.UID, 1).withdrawn()).containsExactly("ada");
        assertThat(history.recorded(Book.UID, 2).rejected()).isEmpty();
    }

    @Test
    void order_numbers_rise() {
        Book book = votes().add(Book.approved(1, 5, "ada", "ben"))
                .add(Book.vote("ada", Decision.APPROVE, 2))
                .add(Book.approved(2, 5, "ada"));
        assertThat(book.verdict()).contains("00000005-approved.txt").contains("does not rise above 5");
    }

    @Test
    void one_plan_has_one_order() {
        assertThat(votes().add(Book.approved(1, 1, "ada"))
                        .add(Book.approved(1, 2, "ada"))
                        .verdict())
                .contains("was given order 1 before");
    }

    @Test
    void an_order_has_one_pod() {
        Book book = votes().add(Book.approved(1, 1, "ada")).add(new PodIntended(Book.place(1), "pod-1"));
        assertThat(book.verdict()).isEqualTo("sound");
        assertThat(book.add(new PodIntended(Book.place(1), "pod-2")).verdict())
                .contains("was given to the pod pod-1 before");
    }

    @Test
    void a_pod_is_named_only_for_an_order_that_was_given() {
        assertThat(votes().add(new PodIntended(Book.place(1), "pod-1")).verdict())
                .contains("was never approved");
    }

    @Test
    void an_approval_rests_on_recorded_votes_that_stand() {
        assertThat(votes().add(Book.approved(1, 1, "ada", "cleo")).verdict()).contains("[cleo]");
        assertThat(votes().add(Book.vote("ben", Decision.WITHDRAW, 1))
                        .add(Book.approved(1, 1, "ada", "ben"))
                        .verdict())
                .contains("[ben]");
        assertThat(votes().add(Book.vote("cleo", Decision.REJECT, 1))
                        .add(Book.approved(1, 1, "ada", "ben"))
                        .verdict())
                .contains("rejected by cleo");
        assertThat(votes().add(Book.approved(2, 1, "ada", "ben")).verdict()).contains("that stands");
        assertThat(votes().add(Book.approved(1, 1, "ada", "ada")).verdict())
                .contains("names 1 approvers where 2 were required");
    }

    @Test
    void a_vote_stands_in_its_own_round() {
        Fact vote = Book.vote("ada", Decision.APPROVE, 1);
        VoteRecorded moved = (VoteRecorded) Book.vote("ada", Decision.APPROVE, 2);
        assertThat(new Book()
                        .add(new VoteRecorded(
                                moved.poll(),
                                moved.person(),
                                moved.decision(),
                                moved.key(),
                                ((VoteRecorded) vote).tag()))
                        .verdict())
                .contains("another round");
    }

    @Test
    void a_change_ends_once_and_is_not_approved_afterwards() {
        Fact expired = Book.ended(ChangeEnded.End.EXPIRED, "nobody decided");
        assertThat(votes().add(expired).add(expired).verdict()).contains("00000004-ended.txt: the change had ended");
        assertThat(votes().add(expired).add(Book.approved(1, 1, "ada")).verdict())
                .contains("had ended");
    }

    @Test
    void a_round_is_refused_once_and_not_after_the_end() {
        Fact refused = refused(1, "guarded");
        assertThat(new Book().add(refused).add(refused).verdict()).contains("was recorded before");
        Book both = new Book().add(refused).add(refused(2, "guarded"));
        assertThat(both.verdict()).isEqualTo("sound");
        assertThat(both.history().refused(Book.UID, 2)).isTrue();
        assertThat(both.history().refused(Book.UID, 3)).isFalse();
        assertThat(new Book()
                        .add(Book.ended(ChangeEnded.End.EXPIRED, "nobody decided"))
                        .add(refused)
                        .verdict())
                .contains("had ended");
    }

    private static Fact refused(int round, String... rules) {
        return new ChangeRefused(
                new ChangeEnded.Subject("agents/more-memory", Book.UID, round),
                Book.STACK,
                Optional.of(Book.digest("plan")),
                List.of(rules),
                Optional.of(Book.REVIEW));
    }

    @Test
    void a_refusal_names_rules_and_nothing_else() {
        assertThatThrownBy(() -> refused(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> refused(1, "two, three")).isInstanceOf(IllegalArgumentException.class);
        assertThat(refused(1, "b-rule", "a-rule", "b-rule").fields()).containsEntry("Rules", "a-rule, b-rule");
    }

    @Test
    void the_newest_state_of_a_stack_is_the_one_with_the_highest_serial() {
        assertThat(Book.whole().history().lastState(Book.STACK))
                .hasValueSatisfying(move -> assertThat(move.serialAfter()).isEqualTo(4));
        assertThat(Book.whole().history().lastState("another")).isEmpty();
    }

    @Test
    void what_was_applied_was_ordered_and_its_pod_named() {
        assertThat(votes().add(Book.applied(1)).verdict()).contains("its order was never given");
        assertThat(votes().add(Book.approved(1, 1, "ada")).add(Book.applied(1)).verdict())
                .contains("a pod nobody named");
        assertThat(votes().add(Book.ended(ChangeEnded.End.APPLIED, "")).verdict())
                .contains("cannot be applied without an order");
    }

    @Test
    void versions_of_settings_rise() {
        assertThat(new Book().add(Book.settings(1)).add(Book.settings(2)).verdict())
                .isEqualTo("sound");
        assertThat(new Book().add(Book.settings(2)).add(Book.settings(2)).verdict())
                .contains("does not rise");
    }

    @Test
    void time_goes_back_by_a_clock_s_error_at_most() {
        Book book = new Book().add(Book.settings(1)).add(Book.settings(2), Book.NOON.minusSeconds(299));
        assertThat(book.verdict()).isEqualTo("sound");
        // The tolerance does not add up: the latest time so far counts.
        assertThat(book.add(Book.settings(3), Book.NOON.minusSeconds(301)).verdict())
                .contains("lies before that of an earlier entry");
    }

    @Test
    void a_fact_lacks_no_field_and_has_none_too_many() {
        for (Proven proven : Book.whole().history().proven()) {
            for (String field : needed(proven)) {
                Map<String, String> fewer = new TreeMap<>(proven.entry().fields());
                fewer.remove(field);
                assertThat(read(proven, fewer))
                        .as("%s without %s", proven.fact().kind(), field)
                        .isFalse();
            }
            Map<String, String> more = new TreeMap<>(proven.entry().fields());
            more.put("Another", "value");
            assertThat(read(proven, more)).isFalse();
            assertThat(read(proven, proven.entry().fields())).isTrue();
        }
    }

    private static List<String> needed(Proven proven) {
        return proven.entry().fields().keySet().stream()
                .filter(field -> !field.equals("Merge-Commit"))
                .toList();
    }

    private static boolean read(Proven proven, Map<String, String> fields) {
        Map<String, Sha256> digests = new HashMap<>(proven.entry().attachments());
        Entry entry = Entry.after(Optional.empty(), Book.NOON, proven.fact().kind(), fields, digests);
        return Fact.of(entry, proven.fact().attachments()) instanceof Parsed.Ok<Fact>;
    }

    @Test
    void a_message_becomes_one_line() {
        Fact fact = Book.ended(ChangeEnded.End.FAILED, "one\ntwo\u0007" + "x".repeat(5000));
        assertThat(fact.fields().get("Message")).startsWith("one two x").hasSize(2000);
        assertThat(new Book().add(fact).verdict()).isEqualTo("sound");
        assertThat(List.of(ChangeEnded.End.values()))
                .allSatisfy(
                        end -> assertThat(ChangeEnded.End.ofPhase(end.phase())).contains(end));
    }
}
