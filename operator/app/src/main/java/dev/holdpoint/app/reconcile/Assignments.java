package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.EngineSpec;
import dev.holdpoint.api.RunLimits;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.derive.CloudEnvironment;
import dev.holdpoint.app.derive.StackLock;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What runs are given: each kind the least that it can work with. */
final class Assignments {
    private static final int PLAN_SECONDS = 600;
    private static final int APPLY_SECONDS = 3600;

    private Assignments() {}

    /** A plan run sees the tree and the state, and starts from the dependency lock that the stack's settings stand for. */
    static Assignment plan(Scene scene, ChangeBranch.Standing standing, Optional<byte[]> state) {
        String lock =
                StackLock.of(scene.stack(), scene.settings().stack().getSpec()).text();
        return of(scene, files(standing), standing.tree().digest().hex(), new Product(lock, state, Optional.empty()))
                .in(CloudEnvironment.of(
                        scene.stack(), RunKind.PLAN, scene.settings().stack().getSpec()));
    }

    /** A render run sees the plan file alone. */
    static Assignment render(Scene scene, byte[] plan, String lock) {
        return of(scene, Map.of(), "", new Product(lock, Optional.empty(), Optional.of(plan)));
    }

    /** An apply run sees the same tree in the same place, since the plan may read files of it. */
    static Assignment apply(
            Scene scene, ChangeBranch.Standing standing, byte[] plan, String lock, Optional<byte[]> state) {
        return of(scene, files(standing), standing.tree().digest().hex(), new Product(lock, state, Optional.of(plan)))
                .in(CloudEnvironment.of(
                        scene.stack(), RunKind.APPLY, scene.settings().stack().getSpec()));
    }

    private record Product(String lock, Optional<byte[]> state, Optional<byte[]> plan) {}

    private static Map<String, byte[]> files(ChangeBranch.Standing standing) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        standing.tree().files().forEach((path, bytes) -> files.put(path.text(), bytes));
        return files;
    }

    private static Assignment of(Scene scene, Map<String, byte[]> files, String manifest, Product product) {
        StackSpec stack = scene.settings().stack().getSpec();
        EngineSpec engine = stack.engine;
        return new Assignment(
                engine.name.name(),
                engine.version,
                engine.sha256,
                scene.stackPath(),
                files,
                manifest,
                product.lock(),
                product.state(),
                product.plan(),
                limit(stack.limits, product.plan().isPresent() && !files.isEmpty()));
    }

    private static int limit(RunLimits limits, boolean apply) {
        if (limits == null) {
            return apply ? APPLY_SECONDS : PLAN_SECONDS;
        }
        Integer own = apply ? limits.applySeconds : limits.planSeconds;
        return own == null ? (apply ? APPLY_SECONDS : PLAN_SECONDS) : own;
    }
}
