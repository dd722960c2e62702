package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.OrderStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.app.derive.KnownSecrets;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.port.StateHead;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.runner.ApplyGate;
import dev.holdpoint.core.apply.ApplyOrder;
import dev.holdpoint.core.apply.ApplyOutcome;
import dev.holdpoint.core.approval.Approval;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The gate of one apply pod. It repeats what the attestor did, over what this pod read itself and what its own render
 * container made of the plan, claims the order, and then reads votes and settings once more: between the claim and the
 * engine lies nothing that was read before the lock was held.
 */
public final class OrderGate implements ApplyGate {
    private static final String WITHHELD =
            "the engine's words are withheld: the companion was started again while it worked and does not know what is"
                    + " secret in them";

    private static final Duration INTENT_POLL = Duration.ofMillis(250);

    /** A minute of pauses, besides what each try takes by itself. */
    private static final int TRIES = 240;

    private final Ports ports;
    private final GateParts parts;
    private final Subject subject;
    private final RunDesk.Assignment assignment;
    private final OrderSight sight;
    private boolean resumed;
    private StackState held;
    private boolean applying;
    private long serialBefore;
    private Optional<byte[]> rendered = Optional.empty();
    private Optional<byte[]> posted = Optional.empty();

    /**
     * What the gate works with besides the ports.
     *
     * @param intentLimit how long the attestor may take to name this pod in the ledger
     */
    record GateParts(
            Changes changes, ChangeBranch branches, RoundJudge judge, OutcomeReporter outcomes, Duration intentLimit) {}

    /** Which pod is to apply what. */
    public record Subject(String namespace, String name, String uid, int round, String podUid) {}

    OrderGate(Ports ports, GateParts parts, Subject subject, RunDesk.Assignment assignment) {
        this.ports = ports;
        this.parts = parts;
        this.subject = subject;
        this.assignment = assignment;
        this.sight = new OrderSight(ports, parts, subject, assignment);
    }

    @Override
    public Opening open(byte[] planJson) {
        rendered = Optional.of(planJson);
        try {
            return judge(planJson)
                    .<Opening>map(Opening.Stop::new)
                    .orElseGet(() -> new Opening.Go(held.getStatus().lock.order, held.getStatus().lock.fence));
        } catch (Unavailable | Stalled e) {
            return stop(e.getMessage());
        }
    }

    /** Why the engine may not start; empty when the order is claimed and everything held twice. */
    private Optional<String> judge(byte[] planJson) {
        OrderSight.Look before = patiently(() -> sight.look(planJson, Phase.Approved));
        if (before.problem().isPresent()) {
            return before.problem();
        }
        ApplyOrder order = awaitIntent(before.approval());
        if (order == null) {
            return Optional.of("the ledger names no order, or another pod for it");
        }
        Optional<StackState> claimed = ports.custody()
                .claim(
                        before.scene().state(),
                        new StateCustody.Claim(
                                subject.podUid(), order.number(), subject.namespace() + "/" + subject.name()));
        if (claimed.isEmpty()) {
            return Optional.of(
                    "order " + order.number() + " cannot be claimed: the lock is held, an earlier order is not"
                            + " merged, or it was claimed before");
        }
        held = claimed.get();
        serialBefore = new StateView(held).current().map(v -> v.serial).orElse(0L);
        applying = markApplying(order);
        if (!applying) {
            return Optional.of(stop("the change could not be set to Applying").why());
        }
        OrderSight.Look after = patiently(() -> sight.look(planJson, Phase.Applying));
        return after.problem().map(why -> stop("under the lock: " + why).why());
    }

    /** What does not answer is asked again: an outage of seconds must not end an order that people approved. */
    private static OrderSight.Look patiently(Supplier<OrderSight.Look> look) {
        for (int left = TRIES; left > 1; left--) {
            try {
                return look.get();
            } catch (Unavailable e) {
                pause();
            }
        }
        return look.get();
    }

    /** The attestor names the pod in the ledger when it exists; only then may it claim. Null when it never does. */
    private ApplyOrder awaitIntent(Approval approval) {
        Instant end = ports.clock().instant().plus(parts.intentLimit());
        while (ports.clock().instant().isBefore(end)) {
            if (new Scenery(ports).of(sight.change()) instanceof Scenery.Found.Set(var scene)) {
                Optional<Long> number = scene.history().order(subject.uid(), subject.round(), approval.plan());
                Optional<String> intent = number.flatMap(n -> scene.history().intent(scene.stack(), n));
                if (intent.isPresent()) {
                    return ApplyOrder.of(approval, number.get(), intent, subject.podUid())
                            .orElse(null);
                }
            }
            pause();
        }
        return null;
    }

    private static void pause() {
        try {
            Thread.sleep(INTENT_POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for the intent", e);
        }
    }

    private boolean markApplying(ApplyOrder order) {
        OrderStatus status = new OrderStatus();
        status.number = order.number();
        status.podUid = order.podUid();
        status.fence = held.getStatus().lock.fence;
        status.claimedAt =
                ports.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return parts.outcomes().applying(subject, status);
    }

    /** Gives back what was taken and says so where it is awaited. */
    private Opening.Stop stop(String why) {
        if (applying) {
            finish(new ApplyOutcome.NothingDone(why));
        } else if (held != null) {
            ports.custody().release(held, subject.podUid(), false);
            held = null;
        }
        return new Opening.Stop(why);
    }

    @Override
    public Optional<byte[]> state() {
        return assignment.state();
    }

    @Override
    public synchronized boolean store(byte[] state) {
        Optional<StateHead> head = StateHead.read(state);
        if (held == null || head.isEmpty()) {
            return false;
        }
        posted = Optional.of(state);
        Optional<StackState> written = ports.custody()
                .write(
                        held,
                        subject.podUid(),
                        new StateCustody.NewState(
                                state,
                                head.get().lineage(),
                                head.get().serial(),
                                head.get().holdsManaged()));
        written.ifPresent(next -> held = next);
        return written.isPresent();
    }

    @Override
    public synchronized boolean resume(long registered) {
        if (held == null) {
            held = ports.custody()
                    .find(sight.change().getSpec().stacks.getFirst())
                    .filter(this::isMine)
                    .orElse(null);
            serialBefore = registered;
            resumed = true;
        }
        return held != null;
    }

    /** A pod claims one order in its life, so holder and change name order and fence as well. */
    private boolean isMine(StackState state) {
        return new StateView(state)
                .lock()
                .filter(lock -> subject.podUid().equals(lock.holder))
                .filter(lock -> (subject.namespace() + "/" + subject.name()).equals(lock.change))
                .isPresent();
    }

    @Override
    public synchronized boolean finish(ApplyOutcome outcome) {
        if (held == null) {
            return isConcluded();
        }
        long serialAfter =
                new StateView(held).current().map((StateVersion v) -> v.serial).orElse(0L);
        parts.outcomes().ended(subject, scrubbed(outcome), serialBefore, serialAfter);
        // What stands in the status counts: it may have been written by this pod's companion before it was killed.
        ports.custody().release(held, subject.podUid(), sight.change().getStatus().phase == Phase.Applied);
        held = null;
        return true;
    }

    /** Started again, the companion knows neither plan nor state any more, so it cannot tell what is secret in words. */
    private ApplyOutcome scrubbed(ApplyOutcome outcome) {
        return resumed ? Scrubbed.of(outcome, words -> WITHHELD, address -> address) : Scrubbed.of(outcome, scrub());
    }

    /** The engine's words are published by this identity, which knows the states and the plan that they are about. */
    private UnaryOperator<String> scrub() {
        List<byte[]> states = new ArrayList<>();
        assignment.state().ifPresent(states::add);
        posted.ifPresent(states::add);
        return ports.rounds().scrub(new KnownSecrets(states, rendered, sight.secrets()));
    }

    /** Whether the end of the order that this pod claimed stands in the status. */
    private boolean isConcluded() {
        ChangeStatus status = sight.change().getStatus();
        return (status.phase == Phase.Applied || status.phase == Phase.Failed)
                && status.order != null
                && subject.podUid().equals(status.order.podUid);
    }
}
