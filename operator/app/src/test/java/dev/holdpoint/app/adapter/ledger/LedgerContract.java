package dev.holdpoint.app.adapter.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.port.Ledger;
import dev.holdpoint.app.port.LedgerReader;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every ledger keeps, on the remote that tests have in memory and on real Git. */
interface LedgerContract {
    /** A Git server whose repository has no ledger yet. */
    interface Remote {
        Shop shop();

        /** Somebody's own clone. */
        Repository open();

        /** The commit that the ledger's branch points at; empty when there is no branch. */
        Optional<String> branch();

        /** Somebody with access to the server's disk moves the branch, or takes it away. */
        void move(Optional<String> to);
    }

    Remote remote();

    private Ledger attestor() {
        return new GitLedger(
                remote().open(), remote().shop().root(), remote().shop().key("attestor"));
    }

    private LedgerReader reader() {
        return new GitLedgerReader(remote().open(), remote().shop().root());
    }

    private static Ledger.Draft draft(Fact fact) {
        return Ledger.Draft.of(Shop.NOW, fact);
    }

    private static History append(Ledger ledger, Fact... facts) {
        History history = ledger.read(Optional.empty());
        for (Fact fact : facts) {
            history = ledger.append(history, draft(fact)).orElseThrow();
        }
        return history;
    }

    private History founded() {
        return append(attestor(), remote().shop().founding().toArray(Fact[]::new));
    }

    private Fact vote(String decision) {
        return remote().shop().vote("ada", decision, 1);
    }

    @Test
    default void nothing_is_recorded_where_there_is_no_branch() {
        assertThat(reader().read(Optional.empty()).number()).isZero();
        assertThat(remote().branch()).isEmpty();
    }

    @Test
    default void what_was_appended_is_read_by_others_to_the_last_byte() {
        founded();
        History written = append(
                attestor(),
                vote("approve"),
                remote().shop().approved(1, 1, "ada"),
                new PodIntended(new PlanApproved.Place(Shop.STACK, 1), "pod-1"));

        History read = reader().read(Optional.of(written.head()));
        assertThat(read.head()).isEqualTo(written.head());
        assertThat(read.number()).isEqualTo(written.number());
        assertThat(read.proven()).hasSameSizeAs(written.proven());
        assertThat(read.intent(Shop.STACK, 1)).contains("pod-1");
    }

    @Test
    default void a_reader_sees_what_came_since_it_read_last() {
        founded();
        LedgerReader reader = reader();
        long before = reader.read(Optional.empty()).number();
        append(attestor(), vote("approve"));

        assertThat(reader.read(Optional.empty()).number()).isEqualTo(before + 1);
    }

    @Test
    default void of_two_that_append_after_the_same_history_one_must_read_again() {
        founded();
        Ledger one = attestor();
        Ledger other = attestor();
        History same = one.read(Optional.empty());
        assertThat(other.read(Optional.empty()).head()).isEqualTo(same.head());

        assertThat(one.append(same, draft(vote("approve")))).isPresent();
        assertThat(other.append(same, draft(vote("reject")))).isEmpty();
        History now = other.read(Optional.empty());
        assertThat(now.number()).isEqualTo(same.number() + 1);
        assertThat(other.append(now, draft(vote("reject")))).isPresent();
    }

    @Test
    default void an_entry_that_cannot_follow_moves_nothing() {
        founded();
        Ledger ledger = attestor();
        History history = ledger.read(Optional.empty());
        Optional<String> before = remote().branch();

        assertThatThrownBy(() -> ledger.append(history, draft(remote().shop().approved(1, 1, "ada"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(remote().branch()).isEqualTo(before);
    }

    @Test
    default void a_ledger_that_was_cut_stalls_whoever_knows_its_head() {
        founded();
        Optional<String> earlier = remote().branch();
        History whole = append(attestor(), vote("approve"));
        remote().move(earlier);

        assertThatThrownBy(() -> reader().read(Optional.of(whole.head()))).isInstanceOf(Stalled.class);
    }

    @Test
    default void a_ledger_that_was_written_again_stalls_whoever_knows_its_head() {
        founded();
        Optional<String> earlier = remote().branch();
        History whole = append(attestor(), vote("approve"));
        remote().move(earlier);
        append(attestor(), vote("reject"));

        assertThatThrownBy(() -> reader().read(Optional.of(whole.head()))).isInstanceOf(Stalled.class);
    }

    @Test
    default void a_ledger_that_is_gone_stalls_whoever_knows_its_head() {
        History whole = founded();
        remote().move(Optional.empty());

        assertThatThrownBy(() -> reader().read(Optional.of(whole.head()))).isInstanceOf(Stalled.class);
    }
}
