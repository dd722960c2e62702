package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.Engine;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunPaths;
import java.util.Optional;

/** Hands over the plan as JSON, made from the plan file alone. */
final class RenderDuty implements Duty {
    static final int MAX_JSON = 512 << 20;

    private final RunPaths paths;
    private final Courier courier;
    private final EngineFiles files;
    private boolean handedOver;

    RenderDuty(RunPaths paths, Engine engine, Courier courier) {
        this.paths = paths;
        this.courier = courier;
        this.files = new EngineFiles(paths, engine);
    }

    @Override
    public StateShelf shelf() {
        return StateShelf.fixed(Optional.empty());
    }

    @Override
    public Reply rendered(Ended ended) {
        return Reply.no("a render run has no apply");
    }

    @Override
    public Reply go() {
        return Reply.no("a render run needs no leave");
    }

    @Override
    public synchronized Reply ended(Ended ended) {
        handedOver = handedOver || courier.deliver(product(ended));
        return handedOver ? Reply.done() : Reply.wait("nobody took the JSON");
    }

    @Override
    public synchronized void lastChance() {
        if (!handedOver) {
            handedOver = courier.deliver(new Delivery.Failed("the engine's container ended without a word"));
        }
    }

    private Delivery product(Ended ended) {
        if (!ended.well()) {
            return ended.stalled() ? new Delivery.Stalled(ended.text()) : new Delivery.Failed(ended.text());
        }
        return switch (files.read(EngineFiles.output(paths, "show"), RunDesk.MAX_PRODUCT)) {
            case HandedOver.Sight.Found found -> new Delivery.Rendered(found.content());
            case HandedOver.Sight.Missing missing -> new Delivery.Failed("the engine rendered nothing");
            case HandedOver.Sight.TooLarge tooLarge -> new Delivery.Failed(tooLarge.why());
            case HandedOver.Sight.Refused refused -> new Delivery.Failed(refused.why());
        };
    }
}
