package dev.holdpoint.app.main;

import dev.holdpoint.app.adapter.handover.HandoverClient;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunLine;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.runner.ApplyGate;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The outside as a pod's environment announces it.
 *
 * @param environment of the companion
 * @param gates makes the gate of an apply run
 */
record PodParts(Map<String, String> environment, BiFunction<RunPaths, Assignment, ApplyGate> gates)
        implements RunParts {
    @Override
    public RunLine line(RunPaths paths) {
        return HandoverClient.of(environment);
    }

    @Override
    public ApplyGate gate(RunPaths paths, Assignment assignment) {
        return gates.apply(paths, assignment);
    }
}
