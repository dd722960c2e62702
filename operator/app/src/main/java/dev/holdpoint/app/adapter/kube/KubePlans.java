package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.PlanSpec;
import dev.holdpoint.app.port.Plans;
import dev.holdpoint.core.digest.Sha256;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Plans in the cluster: one InfrastructurePlan per change and round. Its name is derived from both, so the first plan
 * stored for a round is the plan of that round, whatever arrives later.
 */
public final class KubePlans implements Plans {
    private static final String CHANGE_LABEL = "holdpoint.dev/change-uid";

    private final KubernetesClient client;
    private final ByteSecrets bytes;

    public KubePlans(KubernetesClient client) {
        this.client = client;
        this.bytes = new ByteSecrets(client, Places.STATE, "holdpoint.dev/plan");
    }

    /** The name of the plan of one round of one change. */
    public static String nameOf(String changeUid, int round) {
        return "plan-"
                + Sha256.of((changeUid + "/" + round).getBytes(StandardCharsets.UTF_8))
                        .shortName(26);
    }

    @Override
    public Optional<InfrastructurePlan> find(String changeUid, int round) {
        return Optional.ofNullable(KubeFailure.of(
                "read the plan of round " + round + " of " + changeUid,
                () -> client.resources(InfrastructurePlan.class)
                        .inNamespace(Places.STATE)
                        .withName(nameOf(changeUid, round))
                        .get()));
    }

    @Override
    public InfrastructurePlan store(PlanSpec spec, byte[] plan) {
        spec.digest = Sha256.of(plan).hex();
        spec.size = (long) plan.length;
        spec.secrets = bytes.store("plan", plan, Map.of(CHANGE_LABEL, spec.change.uid));
        InfrastructurePlan object = new InfrastructurePlan();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(Places.STATE)
                .withName(nameOf(spec.change.uid, spec.round))
                .addToLabels(CHANGE_LABEL, spec.change.uid)
                .build());
        object.setSpec(spec);
        try {
            return client.resource(object).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw KubeFailure.of("store the plan of round " + spec.round, e);
            }
            return find(spec.change.uid, spec.round).orElseThrow(() -> e);
        }
    }

    @Override
    public byte[] bytes(InfrastructurePlan plan) {
        return bytes.load(plan.getSpec().secrets, Sha256.parse(plan.getSpec().digest));
    }
}
