package dev.holdpoint.e2e.policies;

import dev.holdpoint.api.ChangeRef;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.PlanSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;

/** A plan as the controller would store it. */
final class Plans {
    private Plans() {}

    static InfrastructurePlan of(String name) {
        InfrastructurePlan plan = new InfrastructurePlan();
        plan.setMetadata(new ObjectMetaBuilder()
                .withNamespace("holdpoint-state")
                .withName(name)
                .build());
        PlanSpec spec = new PlanSpec();
        spec.change = new ChangeRef();
        spec.change.namespace = "holdpoint-agents";
        spec.change.name = "x";
        spec.change.uid = "6f0c1c1e-9b0d-4c02-9a55-0d3f3a2f4b61";
        spec.stack = "shop";
        spec.round = 1;
        spec.digest = "a".repeat(64);
        spec.size = 1L;
        spec.secrets = List.of("plan-x-0");
        spec.inputs = "a".repeat(64);
        spec.engine = "OpenTofu 1.11.14";
        spec.changeCommit = "b".repeat(40);
        spec.settings = "a".repeat(64);
        plan.setSpec(spec);
        return plan;
    }
}
