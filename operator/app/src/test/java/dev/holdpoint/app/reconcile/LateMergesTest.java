package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack whose applied change is gone from the cluster goes on when ledger and Git alone say that it was merged. */
class LateMergesTest {
    private static final long ORDER = 7;

    @TempDir
    private Path folder;

    private ShopWorld world;

    /** The change was approved, its pod named, and there is no object of it. */
    @BeforeEach
    void ordered() {
        world = new ShopWorld(folder);
        world.git.append(
                world.shop.vote("ada", "approve", 1),
                world.shop.approved(1, ORDER, "ada"),
                new PodIntended(new PlanApproved.Place(Shop.STACK, ORDER), "a-pod"));
        state(ORDER, 8);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void state(long unmerged, long serial) {
        StackState state = world.ports().custody().find(Shop.STACK).orElseThrow();
        state.setStatus(new StackStateStatus());
        state.getStatus().unmerged = unmerged;
        state.getStatus().current = new StateVersion();
        state.getStatus().current.lineage = "l";
        state.getStatus().current.serial = serial;
        world.kube.client().resource(state).updateStatus();
    }

    private String merge() {
        Processes.must(
                world.clone,
                "sh",
                "-ec",
                "git fetch -q && echo merged >other/merged && git add -A"
                        + " && git -c user.name=x -c user.email=x@x commit -qm merge && git push -q origin HEAD:main");
        return Processes.must(world.clone, "git", "rev-parse", "HEAD").strip();
    }

    private void ended(ChangeEnded.End end, long order, String mergeCommit) {
        world.git.append(new ChangeEnded(
                end,
                new ChangeEnded.Subject("agents/more-memory", ShopWorld.UID, 1),
                Optional.of(new ChangeEnded.Order(
                        new PlanApproved.Place(Shop.STACK, order),
                        world.shop.template(1).pins().plan())),
                Optional.of(new ChangeEnded.StateMove("l", 7, 8)),
                Optional.ofNullable(mergeCommit),
                "over"));
    }

    private Optional<Long> unmerged() {
        new LateMerges(world.kube.client(), world.ports()).clear();
        return new StateView(world.ports().custody().find(Shop.STACK).orElseThrow()).unmerged();
    }

    @Test
    void an_apply_that_the_ledger_shows_and_whose_merge_the_base_holds_is_cleared() {
        ended(ChangeEnded.End.APPLIED, ORDER, merge());
        assertThat(unmerged()).isEmpty();
    }

    @Test
    void an_order_whose_end_the_ledger_does_not_know_is_not() {
        merge();
        assertThat(unmerged()).hasValue(ORDER);
    }

    @Test
    void an_order_that_failed_is_not() {
        ended(ChangeEnded.End.FAILED, ORDER, merge());
        assertThat(unmerged()).hasValue(ORDER);
    }

    @Test
    void a_merge_that_the_base_lost_is_not() {
        String merged = merge();
        Processes.must(world.clone, "git", "push", "-q", "-f", "origin", "HEAD~1:main");
        ended(ChangeEnded.End.APPLIED, ORDER, merged);
        assertThat(unmerged()).hasValue(ORDER);
    }

    @Test
    void the_end_of_another_order_clears_nothing() {
        ended(ChangeEnded.End.APPLIED, ORDER, merge());
        state(ORDER + 1, 8);
        assertThat(unmerged()).hasValue(ORDER + 1);
    }

    /** The backup put an old state back as well: to plan on it would make things twice. */
    @Test
    void a_state_older_than_the_ledger_says_keeps_its_stack_where_it_is() {
        ended(ChangeEnded.End.APPLIED, ORDER, merge());
        state(ORDER, 7);
        assertThat(unmerged()).hasValue(ORDER);
    }

    @Test
    void under_settings_that_are_not_in_force_nothing_is_concluded() {
        ended(ChangeEnded.End.APPLIED, ORDER, merge());
        world.kube.client().resource(world.shop.repository(2, "attestor")).update();
        assertThat(unmerged()).hasValue(ORDER);
    }
}
