package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.app.port.SettingsSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Settings as the API server has them at this moment. */
public final class KubeSettings implements SettingsSource {
    private final KubernetesClient client;

    public KubeSettings(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<InfrastructureStack> stack(String name) {
        return named(InfrastructureStack.class, name);
    }

    @Override
    public Optional<ChangeRepository> repository(String name) {
        return named(ChangeRepository.class, name);
    }

    @Override
    public Optional<ChangePolicy> policy(String name) {
        return named(ChangePolicy.class, name);
    }

    @Override
    public List<DeletionGuard> guards(String stack) {
        return all(DeletionGuard.class).stream()
                .filter(guard -> guard.getSpec().stack.equals(stack))
                .sorted(Comparator.comparing(guard -> guard.getMetadata().getName()))
                .toList();
    }

    @Override
    public List<ApproverRoster> rosters() {
        return all(ApproverRoster.class);
    }

    private <T extends HasMetadata> Optional<T> named(Class<T> kind, String name) {
        return KubeFailure.of(
                "read " + kind.getSimpleName() + " " + name,
                () -> Optional.ofNullable(client.resources(kind).withName(name).get()));
    }

    private <T extends HasMetadata> List<T> all(Class<T> kind) {
        return KubeFailure.of(
                "list " + kind.getSimpleName() + " objects",
                () -> client.resources(kind).list().getItems());
    }
}
