package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.StackState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the watch looks through in the cluster. */
final class WatchEyes {
    private static final String STATES = "holdpoint-state";

    private final KubernetesClient client;

    WatchEyes(KubernetesClient client) {
        this.client = client;
    }

    WorldWatch.Eyes of(Ports ports, ChangeReconciler reconciler) {
        return new WorldWatch.Eyes(
                () -> client.resources(ChangeRepository.class).list().getItems(),
                ports.repositories(),
                this::settings,
                this::states,
                reconciler::known,
                reconciler::isOver);
    }

    private String settings() {
        return Stream.of(
                        ApproverRoster.class,
                        ChangePolicy.class,
                        ChangeRepository.class,
                        DeletionGuard.class,
                        InfrastructureStack.class)
                .flatMap(kind -> client.resources(kind).list().getItems().stream())
                .map(WatchEyes::generation)
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static String generation(HasMetadata object) {
        return object.getMetadata().getUid() + ":" + object.getMetadata().getGeneration();
    }

    private Map<String, String> states() {
        return client.resources(StackState.class).inNamespace(STATES).list().getItems().stream()
                .collect(Collectors.toMap(state -> state.getMetadata().getName(), this::said));
    }

    /** All but the head of the ledger, which moves with every entry and is nobody's state. */
    private String said(StackState state) {
        String uid = state.getMetadata().getUid();
        if (state.getStatus() == null) {
            return uid;
        }
        state.getStatus().ledger = null;
        return uid + ":" + client.getKubernetesSerialization().asJson(state.getStatus());
    }
}
