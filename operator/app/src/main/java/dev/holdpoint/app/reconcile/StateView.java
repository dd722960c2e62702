package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.PlanSpec;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.app.derive.SettingsInForce;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.flow.Basis;
import java.util.Objects;
import java.util.Optional;

/** What a StackState says, with everything absent read as "not yet". */
final class StateView {
    private static final String YES = "Yes";

    private final StackStateStatus status;

    StateView(StackState state) {
        this.status = state.getStatus() == null ? new StackStateStatus() : state.getStatus();
    }

    Optional<StateVersion> current() {
        return Optional.ofNullable(status.current);
    }

    Optional<LockStatus> lock() {
        return Optional.ofNullable(status.lock);
    }

    Optional<Long> unmerged() {
        return Optional.ofNullable(status.unmerged);
    }

    /** Whether the stack still has the lock or the unmerged order of this change. */
    boolean waitsFor(InfrastructureChange change) {
        String name =
                change.getMetadata().getNamespace() + "/" + change.getMetadata().getName();
        ChangeStatus said = change.getStatus();
        Long order = said == null || said.approval == null ? null : said.approval.order;
        return lock().filter(lock -> name.equals(lock.change)).isPresent()
                || unmerged().filter(number -> number.equals(order)).isPresent();
    }

    /** The highest order that was ever claimed; 0 when none. */
    long lastOrder() {
        return status.lastOrder == null ? 0 : status.lastOrder;
    }

    boolean established() {
        return YES.equals(status.established);
    }

    Template.State templateState() {
        return current()
                .<Template.State>map(v -> new Template.State.At(v.lineage, v.serial))
                .orElseGet(Template.State.None::new);
    }

    /** Whether a plan still stands on the state and the settings that it was made from. */
    Basis basis(InfrastructurePlan plan, SettingsInForce settings) {
        PlanSpec spec = plan.getSpec();
        if (!settings.digest().hex().equals(spec.settings)) {
            return Basis.changed("the settings changed since it was planned");
        }
        String digest = current().map(v -> v.digest).orElse(null);
        if (!Objects.equals(digest, spec.stateDigest)) {
            return Basis.changed("the state moved"
                    + current().map(v -> " to serial " + v.serial).orElse("") + " since it was planned");
        }
        return Basis.STANDS;
    }
}
