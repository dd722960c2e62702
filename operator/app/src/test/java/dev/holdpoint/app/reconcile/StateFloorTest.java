package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.OutcomeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.PlanStatus;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.flow.ApplyRun;
import dev.holdpoint.core.flow.AttestSnapshot;
import dev.holdpoint.core.flow.BallotView;
import dev.holdpoint.core.flow.Basis;
import dev.holdpoint.core.flow.Derived;
import dev.holdpoint.core.flow.Run;
import dev.holdpoint.core.flow.Settings;
import dev.holdpoint.core.flow.Stage;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger remembers how far a stack's state had come; the cluster cannot be put back below it unnoticed. */
class StateFloorTest {
    private static final long ORDER = 7;

    @TempDir
    private Path folder;

    private ShopWorld world;
    private InfrastructureChange change;

    /** Serial 8 came of order 7, and the next change is being planned. */
    @BeforeEach
    void applied() {
        world = new ShopWorld(folder);
        world.git.append(
                world.shop.vote("ada", "approve", 1),
                world.shop.approved(1, ORDER, "ada"),
                new PodIntended(new PlanApproved.Place(Shop.STACK, ORDER), "a-pod"));
        change = world.change(Phase.Applied);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void state(String lineage, long serial, long lastOrder) {
        StackState state = world.ports().custody().find(Shop.STACK).orElseThrow();
        state.setStatus(new StackStateStatus());
        state.getStatus().lastOrder = lastOrder;
        state.getStatus().current = new StateVersion();
        state.getStatus().current.lineage = lineage;
        state.getStatus().current.serial = serial;
        world.kube.client().resource(state).updateStatus();
    }

    private void recordTheEnd() {
        world.git.append(new ChangeEnded(
                ChangeEnded.End.APPLIED,
                new ChangeEnded.Subject("agents/more-memory", ShopWorld.UID, 1),
                Optional.of(new ChangeEnded.Order(
                        new PlanApproved.Place(Shop.STACK, ORDER),
                        world.shop.template(1).pins().plan())),
                Optional.of(new ChangeEnded.StateMove("l", 7, 8)),
                Optional.empty(),
                "over"));
    }

    private Optional<String> stalled() {
        return switch (new Scenery(world.ports()).of(change)) {
            case Scenery.Found.Set set -> Optional.empty();
            case Scenery.Found.Missing(var why) -> Optional.of(why);
        };
    }

    /** As a GitOps installer would make it by itself. It was the first half of the incident: plan without the state. */
    @Test
    void a_stack_whose_object_was_deleted_and_made_anew_is_not_planned() {
        recordTheEnd();
        assertThat(stalled())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("at serial 8")
                        .contains("its StackState has none")
                        .contains("restore"));
    }

    @Test
    void nor_is_one_with_an_older_state_or_one_of_another_lineage() {
        recordTheEnd();
        state("l", 7, ORDER);
        assertThat(stalled()).hasValueSatisfying(why -> assertThat(why).contains("serial 7"));
        state("another", 9, ORDER);
        assertThat(stalled()).hasValueSatisfying(why -> assertThat(why).contains("lineage another"));
    }

    @Test
    void one_that_is_as_new_or_newer_is() {
        recordTheEnd();
        state("l", 8, ORDER);
        assertThat(stalled()).isEmpty();
        state("l", 9, ORDER + 1);
        assertThat(stalled()).isEmpty();
    }

    @Test
    void where_the_ledger_knows_no_state_none_is_missed() {
        assertThat(stalled()).isEmpty();
    }

    private Optional<ChangeEnded.StateMove> recorded(Long said) {
        ChangeStatus status = change.getStatus();
        status.plan = new PlanStatus();
        status.plan.digest = world.shop.template(1).pins().plan().hex();
        status.outcome = new OutcomeStatus();
        status.outcome.serialAfter = said;
        status.outcome.message = "over";
        return Ends.fact(world.scene(change), snapshot()).state();
    }

    private static AttestSnapshot snapshot() {
        return new AttestSnapshot(
                Stage.APPLIED,
                1,
                false,
                new Settings.InForce("s"),
                new Run.Delivered(),
                new Derived.Same(),
                Basis.STANDS,
                0,
                new BallotView.Granted(1),
                Optional.of(ORDER),
                false,
                new ApplyRun.NotStarted(),
                Optional.of("a-pod"),
                false,
                false,
                false,
                false);
    }

    /** A pod that boasts of a serial that is not there would keep its stack from ever going on. */
    @Test
    void no_more_is_recorded_than_is_there() {
        state("l", 8, ORDER);
        assertThat(recorded(8L))
                .hasValueSatisfying(move -> assertThat(move.serialAfter()).isEqualTo(8));
        assertThat(recorded(1_000L))
                .hasValueSatisfying(move -> assertThat(move.serialAfter()).isEqualTo(8));
    }

    @Test
    void what_a_vanished_run_left_is_recorded_unless_another_has_begun_since() {
        state("l", 9, ORDER);
        assertThat(recorded(null))
                .hasValueSatisfying(move -> assertThat(move.serialAfter()).isEqualTo(9));
        state("l", 9, ORDER + 1);
        assertThat(recorded(null)).isEmpty();
    }

    @Test
    void an_order_that_was_never_claimed_moved_nothing() {
        state("l", 9, ORDER - 1);
        assertThat(recorded(null)).isEmpty();
    }
}
