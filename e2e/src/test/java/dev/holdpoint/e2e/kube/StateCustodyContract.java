package dev.holdpoint.e2e.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.port.StateCustody.Claim;
import dev.holdpoint.app.port.StateCustody.NewState;
import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every custody of states keeps, the one in memory and the one on a real API server. */
interface StateCustodyContract {
    /** One stack that nobody has used yet, as those see it who work on it. */
    record Scene(String stack, StateCustody pod, String podUid, StateCustody attestor, StateCustody reader) {
        StackState now() {
            return reader.find(stack).orElseThrow();
        }

        Claim claim(long order) {
            return new Claim(podUid, order, "holdpoint-agents/change");
        }

        StackState claimed(long order) {
            return pod.claim(now(), claim(order)).orElseThrow();
        }

        /** Claims, writes, and reads what is current then. */
        StateVersion stored(NewState state) {
            assertThat(pod.write(claimed(7), podUid, state)).isPresent();
            return now().getStatus().current;
        }
    }

    Scene scene();

    private static NewState state(String text, long serial) {
        return new NewState(text.getBytes(StandardCharsets.UTF_8), "a-lineage", serial, true);
    }

    private static Sha256 head(String of) {
        return Sha256.of(of.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    default void a_stack_that_was_never_set_up_has_no_state() {
        assertThat(scene().reader().find("nowhere")).isEmpty();
    }

    @Test
    default void a_claim_takes_the_lock_and_raises_fence_and_order() {
        Scene scene = scene();
        StackState claimed = scene.claimed(7);
        assertThat(claimed.getStatus().lock.holder).isEqualTo(scene.podUid());
        assertThat(claimed.getStatus().lock.order).isEqualTo(7);
        assertThat(claimed.getStatus().fence).isEqualTo(1);
        assertThat(scene.now().getStatus().lastOrder).isEqualTo(7);
    }

    @Test
    default void an_order_is_claimed_once() {
        Scene scene = scene();
        StackState claimed = scene.claimed(7);
        scene.pod().release(claimed, scene.podUid(), false);
        assertThat(scene.pod().claim(scene.now(), scene.claim(7))).isEmpty();
        assertThat(scene.pod().claim(scene.now(), scene.claim(6))).isEmpty();
        assertThat(scene.pod().claim(scene.now(), scene.claim(8))).isPresent();
    }

    @Test
    default void an_order_or_a_serial_a_million_too_high_is_not_taken() {
        Scene scene = scene();
        assertThat(scene.pod().claim(scene.now(), scene.claim(1_000_001))).isEmpty();
        StackState claimed = scene.claimed(7);
        assertThat(scene.pod().write(claimed, scene.podUid(), state("{one}", 1_000_001)))
                .isEmpty();
        StackState first =
                scene.pod().write(claimed, scene.podUid(), state("{one}", 1)).orElseThrow();
        assertThat(scene.pod().write(first, scene.podUid(), state("{two}", 1_000_002)))
                .isEmpty();
        assertThat(scene.pod().write(first, scene.podUid(), state("{two}", 1_000_001)))
                .isPresent();
    }

    @Test
    default void a_candidate_is_kept_once_and_never_becomes_current() {
        Scene scene = scene();
        scene.pod().release(scene.claimed(7), scene.podUid(), false);
        byte[] state = "{lost}".getBytes(StandardCharsets.UTF_8);
        assertThat(scene.reader().keepCandidate(scene.stack(), state))
                .isNotEmpty()
                .isEqualTo(scene.reader().keepCandidate(scene.stack(), state));
        assertThat(scene.now().getStatus().current).isNull();
        assertThat(scene.now().getStatus().lock).isNull();
    }

    @Test
    default void a_lock_that_is_held_is_not_taken_even_by_its_holder() {
        Scene scene = scene();
        scene.claimed(7);
        assertThat(scene.pod().claim(scene.now(), scene.claim(8))).isEmpty();
    }

    @Test
    default void of_two_claims_on_the_same_reading_one_wins() {
        Scene scene = scene();
        StackState seen = scene.now();
        assertThat(scene.pod().claim(seen, scene.claim(7))).isPresent();
        assertThat(scene.pod().claim(seen, scene.claim(8))).isEmpty();
        assertThat(scene.now().getStatus().fence).isEqualTo(1);
    }

    @Test
    default void a_claim_on_what_has_changed_since_is_lost() {
        Scene scene = scene();
        StackState seen = scene.now();
        scene.pod().release(scene.claimed(7), scene.podUid(), false);
        assertThat(scene.pod().claim(seen, scene.claim(8))).isEmpty();
    }

    @Test
    default void a_ledger_head_that_rises_meanwhile_costs_no_claim() {
        Scene scene = scene();
        StackState seen = scene.now();
        scene.attestor().noteLedger(scene.now(), 5, head("five"));
        assertThat(scene.pod().claim(seen, scene.claim(7))).isPresent();
        assertThat(scene.now().getStatus().ledger.number).isEqualTo(5);
    }

    @Test
    default void a_state_is_read_back_as_it_was_written() {
        Scene scene = scene();
        StateVersion current = scene.stored(state("{one}", 1));
        assertThat(scene.reader().bytes(current)).asString().isEqualTo("{one}");
        assertThat(current.serial).isEqualTo(1);
        assertThat(current.fence).isEqualTo(1);
        assertThat(scene.now().getStatus().lineage).isEqualTo("a-lineage");
        assertThat(scene.now().getStatus().established).isEqualTo("Yes");
    }

    @Test
    default void bytes_that_are_not_the_versions_are_for_an_administrator() {
        Scene scene = scene();
        StateVersion current = scene.stored(state("{one}", 1));
        current.digest = head("another").hex();
        assertThatThrownBy(() -> scene.reader().bytes(current)).isInstanceOf(Stalled.class);
    }

    @Test
    default void a_serial_only_rises() {
        Scene scene = scene();
        StackState first = scene.pod()
                .write(scene.claimed(7), scene.podUid(), state("{one}", 4))
                .orElseThrow();
        assertThat(scene.pod().write(first, scene.podUid(), state("{two}", 4))).isEmpty();
        assertThat(scene.pod().write(first, scene.podUid(), state("{two}", 3))).isEmpty();
        assertThat(scene.pod().write(first, scene.podUid(), state("{two}", 5))).isPresent();
    }

    @Test
    default void the_same_state_posted_again_is_there_already() {
        Scene scene = scene();
        StackState claimed = scene.claimed(7);
        StackState first =
                scene.pod().write(claimed, scene.podUid(), state("{one}", 4)).orElseThrow();
        assertThat(scene.pod().write(first, scene.podUid(), state("{one}", 4))).isPresent();
    }

    /** The pod still knows what it read before the write. */
    @Test
    default void a_state_whose_answer_was_lost_is_there_already() {
        Scene scene = scene();
        StackState claimed = scene.claimed(7);
        assertThat(scene.pod().write(claimed, scene.podUid(), state("{one}", 4)))
                .isPresent();
        assertThat(scene.pod().write(claimed, scene.podUid(), state("{one}", 4)))
                .isPresent();
        assertThat(scene.pod().write(claimed, scene.podUid(), state("{two}", 4)))
                .isEmpty();
    }

    @Test
    default void a_foreign_lineage_is_not_taken() {
        Scene scene = scene();
        StackState first = scene.pod()
                .write(scene.claimed(7), scene.podUid(), state("{one}", 1))
                .orElseThrow();
        NewState foreign = new NewState("{}".getBytes(StandardCharsets.UTF_8), "another", 9, true);
        assertThat(scene.pod().write(first, scene.podUid(), foreign)).isEmpty();
    }

    @Test
    default void without_the_lock_no_state_is_written() {
        Scene scene = scene();
        StackState claimed = scene.claimed(7);
        scene.pod().release(claimed, scene.podUid(), false);
        assertThat(scene.pod().write(claimed, scene.podUid(), state("{one}", 1)))
                .isEmpty();
        assertThat(scene.pod().write(scene.now(), scene.podUid(), state("{one}", 1)))
                .isEmpty();
        assertThat(scene.now().getStatus().current).isNull();
    }

    @Test
    default void an_order_under_an_older_fence_writes_nothing() {
        Scene scene = scene();
        StackState old = scene.claimed(7);
        scene.pod().release(old, scene.podUid(), false);
        scene.claimed(8);
        assertThat(scene.pod().write(old, scene.podUid(), state("{one}", 1))).isEmpty();
    }

    @Test
    default void a_ledger_head_that_rises_meanwhile_costs_no_state() {
        Scene scene = scene();
        StackState claimed = scene.claimed(7);
        scene.attestor().noteLedger(scene.now(), 5, head("five"));
        assertThat(scene.pod().write(claimed, scene.podUid(), state("{one}", 1)))
                .isPresent();
    }

    @Test
    default void the_stack_waits_for_the_merge_of_what_was_applied() {
        Scene scene = scene();
        scene.pod().release(scene.claimed(7), scene.podUid(), true);
        assertThat(scene.now().getStatus().unmerged).isEqualTo(7);
        assertThat(scene.pod().claim(scene.now(), scene.claim(8))).isEmpty();
        scene.attestor().clearUnmerged(scene.now(), 7);
        assertThat(scene.pod().claim(scene.now(), scene.claim(8))).isPresent();
    }

    @Test
    default void giving_the_lock_back_twice_is_giving_it_back_once() {
        Scene scene = scene();
        StackState claimed = scene.claimed(7);
        scene.pod().release(claimed, scene.podUid(), true);
        scene.attestor().clearUnmerged(scene.now(), 7);
        scene.pod().release(claimed, scene.podUid(), true);
        assertThat(scene.now().getStatus().unmerged).isNull();
    }

    @Test
    default void the_merge_of_another_order_clears_nothing() {
        Scene scene = scene();
        scene.pod().release(scene.claimed(7), scene.podUid(), true);
        scene.attestor().clearUnmerged(scene.now(), 6);
        assertThat(scene.now().getStatus().unmerged).isEqualTo(7);
    }

    @Test
    default void freeing_clears_the_holder_and_keeps_the_rest() {
        Scene scene = scene();
        assertThat(scene.stored(state("{one}", 1)).serial).isEqualTo(1);
        scene.attestor().free(scene.now(), scene.podUid());
        assertThat(scene.now().getStatus().lock).isNull();
        assertThat(scene.now().getStatus().fence).isEqualTo(1);
        assertThat(scene.now().getStatus().lastOrder).isEqualTo(7);
        assertThat(scene.now().getStatus().current.serial).isEqualTo(1);
    }

    @Test
    default void the_lock_of_another_pod_is_not_freed() {
        Scene scene = scene();
        scene.claimed(7);
        scene.attestor().free(scene.now(), "another-pod");
        assertThat(Optional.ofNullable(scene.now().getStatus().lock)).isPresent();
    }

    @Test
    default void the_ledger_head_only_rises() {
        Scene scene = scene();
        scene.attestor().noteLedger(scene.now(), 5, head("five"));
        scene.attestor().noteLedger(scene.now(), 4, head("four"));
        assertThat(scene.now().getStatus().ledger.head).isEqualTo(head("five").hex());
    }

    @Test
    default void another_entry_of_the_same_number_is_for_an_administrator() {
        Scene scene = scene();
        scene.attestor().noteLedger(scene.now(), 5, head("five"));
        assertThatThrownBy(() -> scene.attestor().noteLedger(scene.now(), 5, head("another five")))
                .isInstanceOf(Stalled.class);
    }

    @Test
    default void the_largest_state_is_kept_though_it_compresses_to_nothing_less() {
        Scene scene = scene();
        byte[] noise = new byte[StateCustody.MAX_STATE];
        new Random(7).nextBytes(noise);
        StateVersion version = scene.stored(new NewState(noise, "a-lineage", 1, true));
        assertThat(scene.attestor().bytes(version)).isEqualTo(noise);
    }
}
