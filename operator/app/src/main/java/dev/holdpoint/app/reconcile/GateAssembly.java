package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.runner.ApplyGate;
import java.time.Duration;

/** The gate of one apply pod, put together. */
public final class GateAssembly {
    private static final Duration INTENT_LIMIT = Duration.ofMinutes(2);

    private GateAssembly() {}

    /** Its reporter writes status and no Events: an apply account may do nothing in a tenant's namespace but that. */
    public static ApplyGate gate(RoleParts parts, OrderGate.Subject subject, RunDesk.Assignment assignment) {
        Ports ports = parts.ports();
        Changes changes = new Changes(parts.client());
        return new OrderGate(
                ports,
                new OrderGate.GateParts(
                        changes,
                        new ChangeBranch(new IntakeEdits(), parts.signatures(), ports),
                        new RoundJudge(parts.signatures()),
                        new OutcomeReporter(
                                changes, new Reporter(parts.client(), ports.clock(), (before, after) -> {})),
                        INTENT_LIMIT),
                subject,
                assignment);
    }
}
