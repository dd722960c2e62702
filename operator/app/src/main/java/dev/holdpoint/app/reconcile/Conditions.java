package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.core.flow.Actor;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The table from which the conditions of a change are computed, after kstatus: Ready is True only when the change is
 * applied, Reconciling while we work on it, Stalled when a person must act before it can move.
 */
final class Conditions {
    private record Row(String ready, String reconciling, String stalled) {}

    private Conditions() {}

    private static Row row(Phase phase) {
        return switch (phase) {
            case Pending, Open, Planning, Approved, Applying -> new Row("False", "True", "False");
            case AwaitingApproval -> new Row("False", "False", "False");
            case Refused, Rejected -> new Row("False", "False", "True");
            case Applied -> new Row("True", "False", "False");
            case Failed -> new Row("False", "False", "True");
            case Withdrawn, Superseded, Expired -> new Row("False", "False", "False");
        };
    }

    /** Sets the three conditions; the time of one moves only when its status does. */
    static void set(ChangeStatus status, Actor next, Long generation, Instant now) {
        Row row = row(status.phase);
        boolean platform = next == Actor.PLATFORM;
        List<Condition> before = status.conditions == null ? List.of() : status.conditions;
        List<Condition> after = new ArrayList<>();
        for (Condition other : before) {
            if (!List.of("Ready", "Reconciling", "Stalled").contains(other.getType())) {
                after.add(other);
            }
        }
        after.add(one("Ready", row.ready(), status, before, generation, now));
        after.add(one("Reconciling", platform ? "False" : row.reconciling(), status, before, generation, now));
        after.add(one("Stalled", platform ? "True" : row.stalled(), status, before, generation, now));
        status.conditions = after;
    }

    private static Condition one(
            String type, String value, ChangeStatus status, List<Condition> before, Long generation, Instant now) {
        String since = before.stream()
                .filter(c -> c.getType().equals(type) && Objects.equals(c.getStatus(), value))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new ConditionBuilder()
                .withType(type)
                .withStatus(value)
                .withReason(status.phase.name())
                .withMessage(status.message == null ? "" : status.message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }
}
