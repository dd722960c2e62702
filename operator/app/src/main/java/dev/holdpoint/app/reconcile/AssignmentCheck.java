package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.derive.CloudEnvironment;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunKind;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds what came to an apply pod over the controller's line against what the pod reads itself: the tree that the plan
 * may read files of, the provider lock and the engine. The controller is not believed about any of them.
 */
final class AssignmentCheck {
    private AssignmentCheck() {}

    /** What differs; empty when nothing does. */
    static Optional<String> problem(
            Assignment given, Scene scene, ChangeBranch.Standing standing, InfrastructurePlan plan) {
        StackSpec stack = scene.settings().stack().getSpec();
        if (!given.manifest().equals(standing.tree().digest().hex())) {
            return Optional.of("the tree that came to this pod is not the one in Git");
        }
        if (!given.lockFile().equals(Objects.requireNonNullElse(plan.getSpec().lockFile, ""))) {
            return Optional.of("the provider lock that came to this pod is not the plan's");
        }
        if (!given.environment().equals(CloudEnvironment.of(scene.stack(), RunKind.APPLY, stack))) {
            return Optional.of("the cloud environment that came to this pod is not what the stack's settings name");
        }
        boolean engine = given.engine().equals(stack.engine.name.name())
                && given.engineVersion().equals(stack.engine.version)
                && given.engineSha256().equals(stack.engine.sha256)
                && given.stackPath().equals(scene.stackPath());
        return engine
                ? Optional.empty()
                : Optional.of("the engine or the folder that this pod was told is not what the stack's settings name");
    }
}
