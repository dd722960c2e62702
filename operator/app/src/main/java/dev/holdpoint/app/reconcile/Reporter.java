package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.core.flow.Actor;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A role's only writer of a change's status. It replaces the status of exactly the version that was observed, so a
 * decision on an old observation is refused by the API server and made again.
 */
final class Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final int MAX_MESSAGE = 2000;

    private final KubernetesClient client;
    private final KubernetesSerialization json;
    private final Clock clock;
    private final BiConsumer<InfrastructureChange, ChangeStatus> announce;

    /** @param announce is told what was before and what was written */
    Reporter(KubernetesClient client, Clock clock, BiConsumer<InfrastructureChange, ChangeStatus> announce) {
        this.client = client;
        this.json = client.getKubernetesSerialization();
        this.clock = clock;
        this.announce = announce;
    }

    /** Writes the status if the edit changes it. Returns true when something was written. */
    boolean report(InfrastructureChange seen, Actor next, String message, Consumer<ChangeStatus> edit) {
        InfrastructureChange copy = json.clone(seen);
        ChangeStatus status = copy.getStatus() == null ? new ChangeStatus() : copy.getStatus();
        copy.setStatus(status);
        edit.accept(status);
        status.message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "…" : message;
        status.nextActor = next.word();
        status.observedGeneration = seen.getMetadata().getGeneration();
        status.stack = seen.getSpec().stacks.getFirst();
        if (status.phase != null) {
            Conditions.set(status, next, seen.getMetadata().getGeneration(), clock.instant());
        }
        if (json.asJson(copy.getStatus()).equals(json.asJson(seen.getStatus()))) {
            return false;
        }
        client.resource(copy).updateStatus();
        announce.accept(seen, status);
        LOG.info(
                "change={}/{} round={} phase={} next={} message={}",
                seen.getMetadata().getNamespace(),
                seen.getMetadata().getName(),
                status.round,
                status.phase,
                status.nextActor,
                status.message);
        return true;
    }
}
