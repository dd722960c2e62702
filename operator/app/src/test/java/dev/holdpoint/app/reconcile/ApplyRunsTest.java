package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.PlanStatus;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.flow.ApplyRun;
import dev.holdpoint.core.flow.ApplyRun.Gone.Claim;
import dev.holdpoint.core.flow.Stage;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a run is gone, and what it had claimed, is said by the lock, the last order and the ledger; by nothing else. */
class ApplyRunsTest {
    private static final long ORDER = 7;
    private static final String POD = "a-pod";

    @TempDir
    private Path folder;

    private final Passing clock = new Passing();
    private ShopWorld world;
    private InfrastructureChange change;
    private ApplyRuns runs;

    private static final class Passing extends Clock {
        private Instant now = Shop.NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** Its order is numbered, and its pod is named in the ledger; the pod does not exist any more. */
    @BeforeEach
    void intended() {
        world = new ShopWorld(folder);
        world.git.append(
                world.shop.vote("ada", "approve", 1),
                world.shop.approved(1, ORDER, "ada"),
                new PodIntended(new PlanApproved.Place(Shop.STACK, ORDER), POD));
        change = world.change(Phase.Approved);
        change.getStatus().plan = new PlanStatus();
        change.getStatus().plan.digest = world.shop.template(1).pins().plan().hex();
        runs = new ApplyRuns(world.runs, clock);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void state(Consumer<StackStateStatus> edit) {
        StackState state = world.ports().custody().find(Shop.STACK).orElseThrow();
        state.setStatus(new StackStateStatus());
        edit.accept(state.getStatus());
        world.kube.client().resource(state).updateStatus();
    }

    private ApplyRun now() {
        return runs.of(world.scene(change), Stage.APPROVED, 1);
    }

    /** What is known when every credential of its pod has lapsed. */
    private ApplyRun later() {
        assertThat(now()).isInstanceOf(ApplyRun.Leaving.class);
        clock.now = clock.now.plus(Duration.ofDays(1));
        return now();
    }

    @Test
    void a_pod_that_is_seen_no_more_is_gone_only_when_its_token_has_lapsed() {
        assertThat(now()).isEqualTo(new ApplyRun.Leaving(POD, Shop.NOW.plusSeconds(41)));
        clock.now = Shop.NOW.plusSeconds(40);
        assertThat(now()).isInstanceOf(ApplyRun.Leaving.class);
        clock.now = Shop.NOW.plusSeconds(41);
        assertThat(now()).isEqualTo(new ApplyRun.Gone(POD, Claim.NONE));
    }

    @Test
    void a_pod_that_comes_back_into_sight_is_waited_for_from_the_beginning() {
        now();
        clock.now = Shop.NOW.plusSeconds(40);
        world.runs.pods.add(POD);
        assertThat(now()).isEqualTo(new ApplyRun.Finished(POD));
        world.runs.pods.clear();
        assertThat(now()).isEqualTo(new ApplyRun.Leaving(POD, Shop.NOW.plusSeconds(81)));
    }

    @Test
    void an_order_above_the_last_one_that_was_claimed_was_never_claimed() {
        state(status -> status.lastOrder = ORDER - 1);

        assertThat(later()).isEqualTo(new ApplyRun.Gone(POD, Claim.NONE));
    }

    @Test
    void an_order_that_was_claimed_stays_claimed_though_its_lock_was_freed() {
        state(status -> status.lastOrder = ORDER);

        assertThat(later()).isEqualTo(new ApplyRun.Gone(POD, Claim.ENDED));
    }

    @Test
    void a_lock_that_is_held_for_it_is_a_claim() {
        state(status -> {
            status.lastOrder = ORDER;
            status.lock = new LockStatus();
            status.lock.holder = POD;
            status.lock.order = ORDER;
            status.lock.fence = 1L;
            status.lock.change = "agents/more-memory";
        });

        assertThat(later()).isEqualTo(new ApplyRun.Gone(POD, Claim.HELD));
    }

    @Test
    void an_order_that_the_ledger_does_not_know_counts_as_claimed() {
        change.getStatus().plan.digest = "0".repeat(64);
        state(status -> status.lastOrder = 1L);
        world.runs.sights.put(
                RunKind.APPLY,
                new Runs.Sight(
                        "job",
                        1,
                        Optional.of(POD),
                        Optional.of("failed"),
                        Shop.NOW,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("job")));

        assertThat(later()).isEqualTo(new ApplyRun.Gone(POD, Claim.ENDED));
    }
}
