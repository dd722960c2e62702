package dev.holdpoint.e2e.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.LedgerHead;
import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** F6, L1 and L2: lock, fence and state of a stack. Each test has a stack of its own. */
@ExtendWith(ClusterExtension.class)
class StackLockTest {
    private TestCluster test;
    private Cast cast;
    private String stack;
    private KubernetesClient apply;
    private String pod;
    private StackState state;

    @BeforeEach
    void freshStack(TestCluster test) {
        this.test = test;
        cast = Cast.of(test);
        stack = "lock-" + System.nanoTime();
        test.stack(stack);
        apply = cast.apply(stack, stack);
        pod = cast.uid("holdpoint-runs-apply", stack);
        state = test.admin()
                .resources(StackState.class)
                .inNamespace("holdpoint-state")
                .withName(stack)
                .get();
    }

    private StackState with(Consumer<StackStateStatus> edit) {
        StackState copy = Serialization.clone(state);
        if (copy.getStatus() == null) {
            copy.setStatus(new StackStateStatus());
        }
        edit.accept(copy.getStatus());
        return copy;
    }

    private Attempt by(KubernetesClient who, Consumer<StackStateStatus> edit) {
        return Attempt.of(() -> who.resource(with(edit)).dryRun().updateStatus());
    }

    private void write(KubernetesClient who, Consumer<StackStateStatus> edit) {
        state = who.resource(with(edit)).updateStatus();
    }

    private static Consumer<StackStateStatus> claim(String holder, long fence, long order) {
        return status -> {
            status.lock = new LockStatus();
            status.lock.holder = holder;
            status.lock.fence = fence;
            status.lock.order = order;
            status.fence = fence;
            status.lastOrder = order;
        };
    }

    private static Consumer<StackStateStatus> version(long serial, long fence) {
        return status -> {
            status.lineage = "9d1c";
            status.current = new StateVersion();
            status.current.lineage = "9d1c";
            status.current.serial = serial;
            status.current.digest = "d".repeat(64);
            status.current.secrets = List.of("state-1");
            status.current.fence = fence;
        };
    }

    private static Consumer<StackStateStatus> release(Long unmerged) {
        return status -> {
            status.lock = null;
            status.unmerged = unmerged;
        };
    }

    @Test
    void an_apply_pod_claims_writes_and_gives_back_and_the_attestor_clears_the_merge() {
        write(apply, claim(pod, 1, 7));
        write(apply, version(1, 1));
        write(apply, version(2, 1));
        write(apply, release(7L));
        by(apply, claim(pod, 2, 8)).mustBreak("holdpoint/L1");
        write(cast.attestor(), s -> s.unmerged = null);
        write(cast.attestor(), s -> {
            s.ledger = new LedgerHead();
            s.ledger.number = 3L;
            s.ledger.head = "e".repeat(64);
        });
        by(apply, claim(pod, 2, 8)).mustPass();
    }

    @Test
    void nobody_else_takes_the_lock_not_even_for_the_right_pod() {
        for (KubernetesClient who :
                List.of(cast.mallory(), test.admin(), test.installer(), cast.controller(), cast.attestor())) {
            assertThat(by(who, claim(pod, 1, 1)).passed()).isFalse();
        }
        by(cast.mallory(), claim(pod, 1, 1)).mustBeDeniedByOneOf("holdpoint-f6", "holdpoint-l2");
        by(cast.mallory(), s -> s.established = "yes").mustBeDeniedBy("holdpoint-l2");
    }

    @Test
    void another_stacks_run_and_another_pod_of_the_same_account_hold_nothing() {
        test.stack("other");
        KubernetesClient other = cast.apply("other", "apply-other");
        String otherPod = cast.uid("holdpoint-runs-apply", "apply-other");
        cast.bindAdmin("other", "ServiceAccount", "other", "holdpoint-runs-apply");
        by(other, claim(otherPod, 1, 1)).mustBeDeniedBy("holdpoint-l2");
        KubernetesClient second = cast.apply(stack, stack + "-b");
        by(second, claim(pod, 1, 1)).mustBeDeniedByOneOf("holdpoint-f6", "holdpoint-l2");
        write(apply, claim(pod, 1, 1));
        by(second, version(1, 1)).mustBeDeniedBy("holdpoint-l2");
        by(second, release(1L)).mustBeDeniedBy("holdpoint-l2");
    }

    @Test
    void an_order_is_never_claimed_twice_and_the_fence_rises_by_one() {
        write(apply, claim(pod, 1, 7));
        write(apply, release(null));
        by(apply, claim(pod, 2, 7)).mustBreak("holdpoint/L1");
        by(apply, claim(pod, 2, 6)).mustBreak("holdpoint/L1");
        by(apply, claim(pod, 3, 8)).mustBreak("holdpoint/L1");
        by(apply, claim(pod, 1, 8)).mustBreak("holdpoint/L1");
        by(apply, claim(pod, 2, 8)).mustPass();
    }

    @Test
    void the_state_moves_only_under_the_lock_with_its_fence_and_a_rising_serial() {
        write(apply, claim(pod, 1, 1));
        by(apply, version(1, 2)).mustBreak("holdpoint/L1");
        write(apply, version(5, 1));
        by(apply, version(5, 1).andThen(s -> s.current.digest = "f".repeat(64))).mustBreak("holdpoint/L1");
        by(apply, version(4, 1)).mustBreak("holdpoint/L1");
        by(apply, s -> s.current = null).mustBreak("holdpoint/L1");
        by(apply, version(6, 1).andThen(s -> s.current.lineage = "other")).mustBreak("holdpoint/L1");
        by(apply, version(6, 1).andThen(s -> {
                    s.current.lineage = "other";
                    s.lineage = "other";
                }))
                .mustBreak("holdpoint/L1");
        by(apply, s -> s.lock.holder = "someone").mustBreak("holdpoint/L1");
        by(apply, s -> s.fence = 9L).mustBreak("holdpoint/L1");
        write(apply, release(1L));
        by(apply, version(6, 1)).mustBreak("holdpoint/L1");
    }

    @Test
    void neither_order_nor_serial_can_be_used_up_in_one_write() {
        by(apply, claim(pod, 1, Long.MAX_VALUE)).mustBreak("holdpoint/L1");
        by(apply, claim(pod, 1, 1_000_001)).mustBreak("holdpoint/L1");
        write(apply, claim(pod, 1, 1_000_000));
        by(apply, version(Long.MAX_VALUE, 1)).mustBreak("holdpoint/L1");
        by(apply, version(1_000_001, 1)).mustBreak("holdpoint/L1");
        write(apply, version(4, 1));
        by(apply, version(1_000_005, 1)).mustBreak("holdpoint/L1");
        by(apply, version(1_000_004, 1)).mustPass();
        write(apply, release(null));
        by(apply, claim(pod, 2, 2_000_001)).mustBreak("holdpoint/L1");
        by(apply, claim(pod, 2, 2_000_000)).mustPass();
    }

    @Test
    void an_unmerged_order_is_named_by_its_holder_alone() {
        by(apply, s -> s.unmerged = 4L).mustBreak("holdpoint/L1");
        write(apply, claim(pod, 1, 4));
        by(apply, release(5L)).mustBreak("holdpoint/L1");
        by(apply, release(4L)).mustPass();
    }

    @Test
    void the_attestor_frees_the_lock_and_touches_nothing_else() {
        write(apply, claim(pod, 1, 1));
        write(apply, version(1, 1));
        by(cast.attestor(), version(2, 1)).mustBeDeniedBy("holdpoint-l2");
        by(cast.attestor(), release(1L)).mustBeDeniedBy("holdpoint-l2");
        by(apply, s -> {
                    s.ledger = new LedgerHead();
                    s.ledger.number = 3L;
                    s.ledger.head = "e".repeat(64);
                })
                .mustBeDeniedBy("holdpoint-l2");
        by(cast.controller(), release(null)).mustBeForbidden();
        by(cast.attestor(), release(null)).mustPass();
    }

    @Test
    void the_ledger_head_only_rises() {
        write(cast.attestor(), head(3, "e"));
        by(cast.attestor(), head(3, "f")).mustBreak("holdpoint/L1");
        by(cast.attestor(), head(2, "f")).mustBreak("holdpoint/L1");
        by(cast.attestor(), s -> s.ledger = null).mustBreak("holdpoint/L1");
        by(cast.attestor(), head(4, "f")).mustPass();
    }

    private static Consumer<StackStateStatus> head(long number, String digit) {
        return status -> {
            status.ledger = new LedgerHead();
            status.ledger.number = number;
            status.ledger.head = digit.repeat(64);
        };
    }
}
