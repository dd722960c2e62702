package dev.holdpoint.e2e.policies;

import dev.holdpoint.e2e.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Rules taken away for a moment, by taking their bindings away. */
final class Removal {
    private final TestCluster test;
    private final List<ValidatingAdmissionPolicyBinding> removed = new ArrayList<>();

    Removal(TestCluster test) {
        this.test = test;
    }

    /** The attack is denied by this rule, passes without it, and is denied again when it is back. */
    void shows(String policy, Supplier<Attempt> attack) {
        Eventually.isDenied(policy, attack);
        remove(policy);
        Eventually.passes(attack);
        restore();
        Eventually.isDenied(policy, attack);
    }

    /** Nothing is done about one that is away already. */
    void remove(String policy) {
        var binding = test.admin()
                .resources(ValidatingAdmissionPolicyBinding.class)
                .withName(policy)
                .get();
        if (binding != null) {
            removed.add(binding);
            test.admin().resource(binding).delete();
        }
    }

    /** As they were. */
    void restore() {
        for (ValidatingAdmissionPolicyBinding binding : removed) {
            binding.getMetadata().setResourceVersion(null);
            binding.getMetadata().setUid(null);
            test.admin().resource(binding).create();
        }
        removed.clear();
    }
}
