package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.Withdrawal;
import dev.holdpoint.app.port.Plans;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.runner.ApplyGate;
import dev.holdpoint.core.record.ChangeEnded;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate reads before it looks at any plan. */
class OrderGateTest {
    @TempDir
    private Path folder;

    private ShopWorld world;

    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String stopped() {
        return stopped(world.ports());
    }

    private String stopped(Ports ports) {
        OrderGate gate = new OrderGate(
                ports,
                new OrderGate.GateParts(
                        world.changes(),
                        world.branches(),
                        new RoundJudge(OperatorSignatures::good),
                        new OutcomeReporter(
                                world.changes(),
                                new Reporter(world.kube.client(), ShopWorld.CLOCK, (before, after) -> {})),
                        Duration.ofSeconds(1)),
                new OrderGate.Subject("agents", "more-memory", ShopWorld.UID, 1, "a-pod"),
                new Assignment(
                        "OpenTofu", "1.11.14", "", "shop", Map.of(), "", "", Optional.empty(), Optional.empty(), 60));
        return switch (gate.open(new byte[0])) {
            case ApplyGate.Opening.Go go -> throw new AssertionError("it let the engine start: " + go);
            case ApplyGate.Opening.Stop(var why) -> why;
        };
    }

    @Test
    void a_change_that_was_withdrawn_after_it_was_approved_is_not_applied() {
        InfrastructureChange change = world.change(Phase.Approved);
        change.getSpec().withdrawal = new Withdrawal();
        change.getSpec().withdrawal.reason = "we found another way";
        world.kube.client().resource(change).update();

        assertThat(stopped()).isEqualTo("withdrawn: we found another way");
    }

    @Test
    void a_change_that_ended_by_the_ledgers_word_is_not_applied_whatever_its_status_says() {
        world.change(Phase.Approved);
        world.git.append(new ChangeEnded(
                ChangeEnded.End.EXPIRED,
                new ChangeEnded.Subject("agents/more-memory", ShopWorld.UID, 1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "nobody decided"));

        assertThat(stopped()).isEqualTo("the ledger says that this change has ended; its status is an older one");
    }

    @Test
    void the_end_of_another_change_is_not_this_ones() {
        world.change(Phase.Approved);
        world.git.append(new ChangeEnded(
                ChangeEnded.End.EXPIRED,
                new ChangeEnded.Subject("agents/more-memory", "another-uid", 1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "nobody decided"));

        assertThat(stopped()).isEqualTo("the plan or the branch of this round is not as it was approved");
    }

    @Test
    void without_a_withdrawal_the_gate_reads_on() {
        world.change(Phase.Approved);

        assertThat(stopped()).isEqualTo("the plan or the branch of this round is not as it was approved");
    }

    /** People approved this order; what is away for seconds does not end it. */
    @Test
    void what_does_not_answer_is_asked_again() {
        world.change(Phase.Approved);
        AtomicInteger asked = new AtomicInteger();

        assertThat(stopped(failing(() -> {
                    if (asked.incrementAndGet() <= 3) {
                        throw new Unavailable("the API server is away");
                    }
                })))
                .isEqualTo("the plan or the branch of this round is not as it was approved");
        assertThat(asked).hasValue(4);
    }

    @Test
    void what_an_administrator_must_mend_is_not() {
        world.change(Phase.Approved);

        assertThat(stopped(failing(() -> {
                    throw new Stalled("plans cannot be read");
                })))
                .isEqualTo("plans cannot be read");
    }

    /** The world, in which something happens before a plan is looked for. */
    private Ports failing(Runnable before) {
        Ports ports = world.ports();
        Plans plans = (Plans) Proxy.newProxyInstance(
                Plans.class.getClassLoader(), new Class<?>[] {Plans.class}, (proxy, method, arguments) -> {
                    before.run();
                    return method.invoke(ports.plans(), arguments);
                });
        return new Ports(
                ports.settings(),
                ports.court(),
                ports.repositories(),
                ports.ledgers(),
                plans,
                ports.grants(),
                ports.runs(),
                ports.custody(),
                ports.rounds(),
                ports.clock());
    }
}
