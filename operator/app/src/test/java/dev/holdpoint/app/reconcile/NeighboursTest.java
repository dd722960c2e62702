package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ApprovalStatus;
import dev.holdpoint.api.ChangeSpec;
import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.flow.Lane;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes on one stack queue in the order of their approval, and a change that waits for humans blocks nobody. */
class NeighboursTest {
    private static final long MINE = 7;

    @TempDir
    private Path folder;

    private ShopWorld world;
    private InfrastructureChange mine;

    @BeforeEach
    void approved() {
        world = new ShopWorld(folder);
        mine = ordered(world.change(Phase.Approved), MINE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private InfrastructureChange ordered(InfrastructureChange change, long order) {
        change.getStatus().approval = new ApprovalStatus();
        change.getStatus().approval.order = order;
        return world.kube.client().resource(change).updateStatus();
    }

    /** Another change, of other agents; what it was approved as stays in its status whatever becomes of it. */
    private InfrastructureChange other(String name, Phase phase, String stack) {
        InfrastructureChange other = new InfrastructureChange();
        other.getMetadata().setNamespace("payments");
        other.getMetadata().setName(name);
        other.setSpec(new ChangeSpec());
        other.getSpec().stacks = List.of(stack);
        other.setStatus(new ChangeStatus());
        other.getStatus().phase = phase;
        return world.kube.client().resource(other).create();
    }

    private Lane lane() {
        return lane(world.scene(mine));
    }

    private Lane lane(Scene seen) {
        return new Neighbours(world.kube.client(), world.ports().custody()).lane(seen);
    }

    private void state(StackStateStatus status) {
        StackState state = world.ports().custody().find(Shop.STACK).orElseThrow();
        state.setStatus(status);
        world.kube.client().resource(state).updateStatus();
    }

    private void isBusy(String why) {
        assertThat(lane()).isEqualTo(new Lane.Busy(why));
    }

    /** Two apply pods at once: the second would find another state than it was approved on, and fail for good. */
    @Test
    void one_that_claims_between_two_looks_is_not_overtaken() {
        Scene before = world.scene(mine);
        StackStateStatus claimed = new StackStateStatus();
        claimed.lastOrder = MINE - 1;
        state(claimed);
        ordered(other("applying", Phase.Applying, Shop.STACK), MINE - 1);

        assertThat(lane(before)).isEqualTo(new Lane.Busy("another order took its turn while this one was looked at"));
    }

    @Test
    void the_only_order_of_a_free_stack_is_in_front() {
        assertThat(lane()).isEqualTo(new Lane.Clear());
    }

    @Test
    void an_order_that_was_approved_before_is_in_front_and_the_earliest_of_them_is_named() {
        ordered(other("chg-a", Phase.Approved, Shop.STACK), 6);
        ordered(other("chg-z", Phase.Approved, Shop.STACK), 5);

        isBusy("order 5 of payments/chg-z is in front");
    }

    @Test
    void an_order_that_was_approved_later_blocks_nobody() {
        ordered(other("chg-a", Phase.Approved, Shop.STACK), 8);

        assertThat(lane()).isEqualTo(new Lane.Clear());
    }

    @Test
    void a_change_that_waits_for_humans_blocks_nobody_though_an_earlier_round_of_it_had_an_order() {
        for (Phase phase : List.of(Phase.Planning, Phase.AwaitingApproval, Phase.Rejected, Phase.Refused)) {
            ordered(other("chg-" + phase.name().toLowerCase(Locale.ROOT), phase, Shop.STACK), 1);
        }
        other("chg-new", Phase.Pending, Shop.STACK);
        other("chg-waits", Phase.AwaitingApproval, Shop.STACK);

        assertThat(lane()).isEqualTo(new Lane.Clear());
    }

    @Test
    void an_order_that_has_ended_blocks_nobody() {
        for (Phase phase : List.of(Phase.Applied, Phase.Failed, Phase.Withdrawn, Phase.Superseded, Phase.Expired)) {
            ordered(other("chg-" + phase.name().toLowerCase(Locale.ROOT), phase, Shop.STACK), 1);
        }

        assertThat(lane()).isEqualTo(new Lane.Clear());
    }

    @Test
    void an_order_of_another_stack_is_not_in_this_queue() {
        ordered(other("chg-a", Phase.Approved, "another"), 1);

        assertThat(lane()).isEqualTo(new Lane.Clear());
    }

    @Test
    void a_held_lock_keeps_the_stack_busy_whoever_is_in_front() {
        ordered(other("chg-a", Phase.Approved, Shop.STACK), 5);
        StackStateStatus held = new StackStateStatus();
        held.lock = new LockStatus();
        held.lock.holder = "a-pod";
        held.lock.fence = 3L;
        held.lock.order = 4L;
        held.lock.change = "payments/chg-b";
        state(held);

        isBusy("order 4 of payments/chg-b holds the lock");
    }

    @Test
    void what_is_applied_and_not_merged_keeps_the_stack_busy() {
        StackStateStatus unmerged = new StackStateStatus();
        unmerged.unmerged = 4L;
        state(unmerged);

        isBusy("order 4 is applied and not merged yet");
    }
}
