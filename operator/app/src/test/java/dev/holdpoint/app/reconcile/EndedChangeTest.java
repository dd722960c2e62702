package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ApprovalStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.flow.Snapshot;
import dev.holdpoint.core.flow.Step;
import dev.holdpoint.core.record.ChangeEnded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the controller sees of an applied change, on which it merges, lets the object go and cleans up. */
class EndedChangeTest {
    private static final long ORDER = 7;

    @TempDir
    private Path folder;

    private ShopWorld world;
    private InfrastructureChange change;

    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
        change = world.change(Phase.Applied);
        change.getStatus().approval = new ApprovalStatus();
        change.getStatus().approval.order = ORDER;
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Snapshot seen() {
        ControllerParts parts = new ControllerParts(
                world.branches(),
                new RoundReader(world.ports(), new RenderCache()),
                new RunBook(),
                new Neighbours(world.kube.client(), world.ports().custody()),
                new Successions(new Changes(world.kube.client()), (namespace, name) -> {}),
                world.shop.key("ada"));
        return new ControllerObserver(world.ports(), parts).observe(change).snapshot();
    }

    private void recorded() {
        world.git.append(new ChangeEnded(
                ChangeEnded.End.EXPIRED,
                new ChangeEnded.Subject("agents/more-memory", ShopWorld.UID, 1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "over"));
    }

    private void state(Consumer<StackStateStatus> says) {
        StackState state = world.ports().custody().find(Shop.STACK).orElseThrow();
        state.setStatus(new StackStateStatus());
        says.accept(state.getStatus());
        world.kube.client().resource(state).updateStatus();
    }

    @Test
    void what_is_neither_on_the_base_nor_in_the_ledger_is_still_to_be_merged() {
        assertThat(seen().merged()).isFalse();
        assertThat(seen().recorded()).isFalse();
    }

    /** Nothing of it is on the base any more: a later change took it back, and the operator must not push it again. */
    @Test
    void a_merge_that_is_in_the_ledger_is_not_made_again_whatever_the_base_holds_now() {
        recorded();
        assertThat(seen().merged()).isTrue();
    }

    @Test
    void it_is_over_only_when_its_stack_has_neither_its_order_unmerged_nor_its_lock() {
        recorded();
        assertThat(seen().recorded()).isTrue();
        state(status -> status.unmerged = ORDER);
        assertThat(seen().recorded()).isFalse();
        state(status -> {
            status.lock = new LockStatus();
            status.lock.change = "agents/more-memory";
        });
        assertThat(seen().recorded()).isFalse();
        state(status -> {
            status.unmerged = ORDER + 1;
            status.lock = new LockStatus();
            status.lock.change = "agents/another";
        });
        assertThat(seen().recorded()).isTrue();
    }

    /** A change that was refused before it had a branch has nothing to clean up, and nobody would look at it again. */
    @Test
    void what_never_had_a_branch_is_looked_at_until_its_end_is_recorded() {
        change.getStatus().phase = Phase.Withdrawn;
        change.getStatus().approval = null;
        assertThat(seen().cleaned()).isTrue();
        assertThat(again()).isEqualTo(Cadence.QUEUED);
        recorded();
        assertThat(again()).isEqualTo(Cadence.OVER);
    }

    private Duration again() {
        return ControllerRole.again(seen(), new Step.Wait(), Outcome.DONE);
    }
}
