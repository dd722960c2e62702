package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ApprovalStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.flow.ApplyRun;
import dev.holdpoint.core.flow.AttestSnapshot;
import dev.holdpoint.core.flow.AttestStep;
import dev.holdpoint.core.flow.BallotView;
import dev.holdpoint.core.flow.Basis;
import dev.holdpoint.core.flow.Derived;
import dev.holdpoint.core.flow.Run;
import dev.holdpoint.core.flow.Settings;
import dev.holdpoint.core.flow.Snapshot;
import dev.holdpoint.core.flow.Stage;
import dev.holdpoint.core.flow.Step;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.ChangeRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the controller sees of an applied change, on which it merges, lets the object go and cleans up; and until when
 * either role looks at an ended one.
 */
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

    private Duration attestor(ApplyRun apply, boolean recorded) {
        AttestSnapshot snapshot = new AttestSnapshot(
                Stage.FAILED,
                1,
                false,
                new Settings.InForce("settings"),
                new Run.NotStarted(1),
                new Derived.None(),
                Basis.STANDS,
                0,
                new BallotView.Pending(0, 1),
                Optional.of(ORDER),
                false,
                apply,
                Optional.of("pod"),
                recorded,
                false,
                true,
                false);
        AttestSeen seen = new AttestSeen(
                snapshot,
                change,
                Optional.of(world.scene(change)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return AttestRole.again(seen, new AttestStep.Wait(), Outcome.DONE);
    }

    private static List<ApplyRun> past() {
        return List.of(
                new ApplyRun.NotStarted(),
                new ApplyRun.Leaving("pod", Instant.MAX),
                new ApplyRun.Gone("pod", ApplyRun.Gone.Claim.ENDED));
    }

    /** A run writes its end, then gives the lock back; one that dies in between leaves that to the attestor. */
    @Test
    void the_attestor_looks_until_the_stack_waits_no_more() {
        state(status -> {
            status.lock = new LockStatus();
            status.lock.change = "agents/more-memory";
        });
        assertThat(past()).allSatisfy(apply -> assertThat(attestor(apply, true)).isEqualTo(Cadence.QUEUED));
        state(status -> status.unmerged = ORDER);
        assertThat(past()).allSatisfy(apply -> assertThat(attestor(apply, true)).isEqualTo(Cadence.QUEUED));
        state(status -> status.lastOrder = ORDER);
        assertThat(past()).allSatisfy(apply -> assertThat(attestor(apply, true)).isEqualTo(Cadence.OVER));
        assertThat(past())
                .allSatisfy(apply -> assertThat(attestor(apply, false)).isEqualTo(Cadence.QUEUED));
    }

    /** Its token lives as long as its pod. */
    @Test
    void the_attestor_looks_while_a_pod_is_about() {
        assertThat(List.of(
                        new ApplyRun.Starting("pod", "", Instant.MAX),
                        new ApplyRun.Stuck("pod", ""),
                        new ApplyRun.Started("pod", Optional.empty()),
                        new ApplyRun.Idle("pod", Instant.EPOCH),
                        new ApplyRun.Overdue("pod", Instant.EPOCH, 1),
                        new ApplyRun.Finished("pod")))
                .allSatisfy(apply -> assertThat(attestor(apply, true)).isEqualTo(Cadence.QUEUED));
    }

    /** Its next round waits for the record of this one. */
    @Test
    void the_controller_looks_until_a_refusal_is_recorded() {
        change.getStatus().phase = Phase.Refused;
        change.getStatus().round = 1;
        change.getStatus().approval = null;
        assertThat(again()).isEqualTo(Cadence.QUEUED);
        world.git.append(new ChangeRefused(
                new ChangeEnded.Subject("agents/more-memory", ShopWorld.UID, 1),
                Shop.STACK,
                Optional.empty(),
                List.of("destroy"),
                Optional.empty()));
        assertThat(again()).isEqualTo(Cadence.IDLE);
    }
}
