package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.app.port.SettingsSource;
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
        return Optional.ofNullable(
                client.resources(InfrastructureStack.class).withName(name).get());
    }

    @Override
    public Optional<ChangeRepository> repository(String name) {
        return Optional.ofNullable(
                client.resources(ChangeRepository.class).withName(name).get());
    }

    @Override
    public Optional<ChangePolicy> policy(String name) {
        return Optional.ofNullable(
                client.resources(ChangePolicy.class).withName(name).get());
    }

    @Override
    public List<DeletionGuard> guards(String stack) {
        return client.resources(DeletionGuard.class).list().getItems().stream()
                .filter(guard -> guard.getSpec().stack.equals(stack))
                .sorted(Comparator.comparing(guard -> guard.getMetadata().getName()))
                .toList();
    }

    @Override
    public List<ApproverRoster> rosters() {
        return client.resources(ApproverRoster.class).list().getItems();
    }
}
