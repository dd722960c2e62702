package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.app.derive.Preview;
import dev.holdpoint.app.derive.RoundSources;
import dev.holdpoint.core.flow.Snapshot;
import java.util.Optional;

/**
 * What one pass of the controller saw: the snapshot that is decided on, and the things themselves for the step that
 * comes of it.
 */
record ControllerSeen(
        Snapshot snapshot,
        Optional<Scene> scene,
        ChangeBranch.Found branch,
        Optional<InfrastructurePlan> plan,
        Optional<RoundSources> sources,
        Optional<Preview> preview) {}
