package dev.holdpoint.app.main;

import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunLine;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.runner.ApplyGate;

/** What a companion needs from outside the pod. Its classes load in the companion alone, and the gate's in apply runs. */
interface RunParts {
    /** The line to the role that started the run. */
    RunLine line(RunPaths paths);

    /** What an apply run must pass before its engine starts. */
    ApplyGate gate(RunPaths paths, Assignment assignment);
}
