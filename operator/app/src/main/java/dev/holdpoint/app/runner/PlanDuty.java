package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.Engine;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.core.plan.ProviderLock;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Hands over the plan, or why there is none: what the engine says of the configuration is a claim, redacted. */
final class PlanDuty implements Duty {
    private static final int MAX_LOCK = 1 << 20;

    private final RunPaths paths;
    private final ProviderLock given;
    private final Assignment assignment;
    private final Courier courier;
    private final EngineFiles files;
    private boolean handedOver;

    PlanDuty(RunPaths paths, Engine engine, Assignment assignment, Courier courier) {
        this.paths = paths;
        // one that cannot be read was refused before anything started, and nothing may be left of it
        this.given = ProviderLock.read(assignment.lockFile()) instanceof ProviderLock.Reading.Sound(var lock)
                ? lock
                : ProviderLock.NONE;
        this.assignment = assignment;
        this.courier = courier;
        this.files = new EngineFiles(paths, engine);
    }

    @Override
    public StateShelf shelf() {
        return StateShelf.fixed(assignment.state());
    }

    @Override
    public Reply rendered(Ended ended) {
        return Reply.no("a plan run renders nothing");
    }

    @Override
    public Reply go() {
        return Reply.no("a plan run needs no leave");
    }

    @Override
    public synchronized Reply ended(Ended ended) {
        handedOver = handedOver || courier.deliver(product(ended));
        return handedOver ? Reply.done() : Reply.wait("nobody took the plan");
    }

    @Override
    public synchronized void lastChance() {
        if (!handedOver) {
            handedOver = courier.deliver(new Delivery.Failed(
                    "the engine's container ended without a word (out of memory, or the pod was told to end)"));
        }
    }

    private Delivery product(Ended ended) {
        if (ended.stalled()) {
            return new Delivery.Stalled(ended.text());
        }
        if (!ended.trouble().isEmpty()) {
            return new Delivery.Failed(ended.text());
        }
        if (!ended.well()) {
            return files.report(ended.phase())
                    .filter(report -> !report.errors().isEmpty())
                    .<Delivery>map(report -> new Delivery.Rejected(report.diagnostics()))
                    .orElseGet(() -> new Delivery.Failed(ended.text()));
        }
        String text;
        switch (files.inStack(assignment.stackPath(), Workplace.LOCK, MAX_LOCK)) {
            case HandedOver.Sight.Found found -> text = new String(found.content(), StandardCharsets.UTF_8);
            case HandedOver.Sight.Missing missing -> text = "";
            case HandedOver.Sight.TooLarge tooLarge -> {
                return new Delivery.Failed(tooLarge.why());
            }
            case HandedOver.Sight.Refused refused -> {
                return new Delivery.Failed(refused.why());
            }
        }
        return switch (ProviderLock.read(text)) {
            case ProviderLock.Reading.Unreadable(var why) -> new Delivery.Failed(why);
            case ProviderLock.Reading.Sound(var lock) -> product(lock);
        };
    }

    /** Pruned by the engine, and nothing but pruned: what it left must stand in the stack's lock as it is. */
    private Delivery product(ProviderLock lock) {
        Optional<ProviderLock.Entry> stray = lock.beyond(given);
        if (stray.isPresent()) {
            return new Delivery.Failed("the dependency lock ended with a provider that the stack does not name so: "
                    + stray.get().address() + " " + stray.get().version());
        }
        return switch (files.read(paths.plan(), RunDesk.MAX_PRODUCT)) {
            case HandedOver.Sight.Found found -> new Delivery.Plan(found.content(), lock.text());
            case HandedOver.Sight.Missing missing -> new Delivery.Failed("the engine wrote no plan file");
            case HandedOver.Sight.TooLarge tooLarge -> new Delivery.Failed(tooLarge.why());
            case HandedOver.Sight.Refused refused -> new Delivery.Failed(refused.why());
        };
    }
}
