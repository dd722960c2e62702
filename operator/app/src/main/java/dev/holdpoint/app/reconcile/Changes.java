package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes as the API server has them at this moment. */
final class Changes {
    private final KubernetesClient client;

    Changes(KubernetesClient client) {
        this.client = client;
    }

    Optional<InfrastructureChange> find(String namespace, String name) {
        return Optional.ofNullable(client.resources(InfrastructureChange.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** The UIDs of all that exist. */
    Set<String> uids() {
        return client.resources(InfrastructureChange.class).inAnyNamespace().list().getItems().stream()
                .map(change -> change.getMetadata().getUid())
                .collect(Collectors.toSet());
    }

    Optional<InfrastructureChange> byUid(String uid) {
        return client.resources(InfrastructureChange.class).inAnyNamespace().list().getItems().stream()
                .filter(change -> change.getMetadata().getUid().equals(uid))
                .findFirst();
    }
}
