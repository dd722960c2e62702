package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.port.RunKind;

/** What holds of a stack after every change, whatever was killed meanwhile. */
final class Invariants {
    private Invariants() {}

    /** Whatever a run that died had done: at most one claim, at most one write, a free lock, a sound ledger. */
    static void appliedAtMostOnce(Place place, StackStateStatus before) {
        StackStateStatus after = place.state();
        assertThat(after.fence).as("claims").isBetween(before.fence, before.fence + 1);
        assertThat(after.current.serial)
                .as("writes of state")
                .isBetween(before.current.serial, before.current.serial + 1);
        assertThat(after.lineage).isEqualTo(before.lineage);
        assertThat(after.lock).isNull();
        assertThat(after.unmerged).isNull();
        Ledgers.Said ledger = Ledgers.anchored(place);
        assertThat(ledger.exit()).as(ledger.output()).isZero();
    }

    /** One claim, one write of state, one apply pod, a free lock, a sound ledger. */
    static void appliedOnce(Place place, String name, StackStateStatus before) {
        StackStateStatus after = place.state();
        assertThat(after.fence).as("claims").isEqualTo(before.fence + 1);
        assertThat(after.current.serial).as("writes of state").isEqualTo(before.current.serial + 1);
        assertThat(after.lineage).isEqualTo(before.lineage);
        assertThat(after.lastOrder).isEqualTo(place.status(name).approval.order);
        assertThat(after.lock).isNull();
        assertThat(after.unmerged).isNull();
        assertThat(RunPod.all(place, name, RunKind.APPLY)).hasSizeLessThanOrEqualTo(1);
        Ledgers.Said ledger = Ledgers.anchored(place);
        assertThat(ledger.exit()).as(ledger.output()).isZero();
    }
}
