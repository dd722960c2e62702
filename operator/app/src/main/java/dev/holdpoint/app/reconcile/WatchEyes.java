package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.StackState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
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
                this::versions,
                reconciler::known,
                reconciler::isOver);
    }

    /** Generations of settings, and of states what they say: their status has no generation. */
    private String versions() {
        Stream<HasMetadata> settings = Stream.of(
                        ApproverRoster.class,
                        ChangePolicy.class,
                        ChangeRepository.class,
                        DeletionGuard.class,
                        InfrastructureStack.class)
                .flatMap(kind -> client.resources(kind).list().getItems().stream());
        Stream<String> states = client.resources(StackState.class).inNamespace(STATES).list().getItems().stream()
                .map(state ->
                        state.getMetadata().getUid() + ":" + state.getMetadata().getResourceVersion());
        return Stream.concat(
                        settings.map(o ->
                                o.getMetadata().getUid() + ":" + o.getMetadata().getGeneration()),
                        states)
                .sorted()
                .collect(Collectors.joining(","));
    }
}
