package dev.holdpoint.core.record;

import java.util.Map;

/**
 * The one pod that may claim an order. It is written before the pod claims and never changes, so that neither a crash
 * nor a restored cluster applies an order twice.
 */
public record PodIntended(PlanApproved.Place place, String podUid) implements Fact {
    /** @throws IllegalArgumentException if the pod has no UID */
    public PodIntended {
        FactReader.demand(!podUid.isEmpty(), "an intent names a pod");
    }

    static PodIntended read(FactReader in) {
        return new PodIntended(new PlanApproved.Place(in.text("Stack"), in.number("Order")), in.text("Pod-UID"));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.INTENT;
    }

    @Override
    public Map<String, String> fields() {
        return Map.of("Stack", place.stack(), "Order", Long.toString(place.order()), "Pod-UID", podUid);
    }

    @Override
    public Map<String, byte[]> attachments() {
        return Map.of();
    }
}
