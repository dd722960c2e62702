package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a role's passes. The SDK's own retry gives up after some attempts, and a gate that waits for people must not, so
 * every failure that is not a bug becomes a time to look again.
 */
@ControllerConfiguration(
        informer = @Informer,
        generationAwareEventProcessing = false,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
public final class ChangeReconciler implements Reconciler<InfrastructureChange> {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeReconciler.class);

    private final Role role;
    private final Changes changes;
    private final SimpleInboundEventSource<InfrastructureChange> wakes = new SimpleInboundEventSource<>("wakes");
    private final AtRest atRest = new AtRest();
    private volatile Supplier<Stream<InfrastructureChange>> known = Stream::empty;

    ChangeReconciler(Role role, Changes changes) {
        this.role = role;
        this.changes = changes;
    }

    @Override
    public List<EventSource<?, InfrastructureChange>> prepareEventSources(
            EventSourceContext<InfrastructureChange> context) {
        known = () -> context.getPrimaryCache().list();
        return List.of(wakes);
    }

    /** Looks at a change soon. */
    void wake(String namespace, String name) {
        wakes.propagateEvent(new ResourceID(name, namespace));
    }

    /** Whether its end is recorded and cleaned up, so that what moves elsewhere does not concern it. */
    boolean isOver(InfrastructureChange change) {
        return atRest.has(change);
    }

    /** All changes as the informer has them: good enough to wake them, and no list of thousands for every move in Git. */
    List<InfrastructureChange> known() {
        List<InfrastructureChange> all = known.get().toList();
        atRest.keep(all);
        return all;
    }

    @Override
    public UpdateControl<InfrastructureChange> reconcile(
            InfrastructureChange cached, Context<InfrastructureChange> context) {
        // The cache may lag behind our own last write; a decision on it would only lose the race.
        Optional<InfrastructureChange> change = changes.find(
                cached.getMetadata().getNamespace(), cached.getMetadata().getName());
        if (change.isEmpty()) {
            return UpdateControl.noUpdate();
        }
        Duration again = pass(change.get());
        atRest.saw(change.get().getMetadata().getUid(), again);
        return UpdateControl.<InfrastructureChange>noUpdate().rescheduleAfter(again);
    }

    private Duration pass(InfrastructureChange change) {
        try {
            return role.pass(change);
        } catch (Unavailable e) {
            say(change, e.getMessage(), false);
            return Cadence.AGAIN;
        } catch (Stalled e) {
            say(change, e.getMessage(), true);
            return Cadence.AGAIN;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Cadence.AT_ONCE;
            }
            LOG.warn("role={} change={} api={} {}", role.name(), nameOf(change), e.getCode(), e.getMessage());
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                // It would be denied for ever; who looks at the change must see that it does not move and why.
                say(change, "the API server denies what comes next: " + reason(e), true);
            }
            return Cadence.AGAIN;
        }
    }

    private void say(InfrastructureChange change, String why, boolean administrator) {
        LOG.warn(
                "role={} change={} {}={}", role.name(), nameOf(change), administrator ? "stalled" : "unavailable", why);
        try {
            role.trouble(change, why, administrator);
        } catch (KubernetesClientException e) {
            LOG.warn("role={} change={} status not written: {}", role.name(), nameOf(change), e.getMessage());
        }
    }

    private static String reason(KubernetesClientException e) {
        return e.getStatus() == null || e.getStatus().getMessage() == null
                ? e.getMessage()
                : e.getStatus().getMessage();
    }

    private static String nameOf(InfrastructureChange change) {
        return change.getMetadata().getNamespace() + "/" + change.getMetadata().getName();
    }
}
