package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.StackState;
import dev.holdpoint.app.derive.SettingsInForce;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.settings.SettingsCourt;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.Proven;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a stack go on whose applied change is gone from the cluster (rule D8 was passed by, or a backup of etcd put back)
 * though the ledger and Git say that it was merged: no pass of that change ever clears the stack. Nothing that the
 * cluster says of a change is asked.
 */
final class LateMerges {
    private static final Logger LOG = LoggerFactory.getLogger(LateMerges.class);

    /** A pass of the change, where there is one, comes long before. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final Ports ports;
    private final Pace pace;

    LateMerges(KubernetesClient client, Ports ports) {
        this.client = client;
        this.ports = ports;
        this.pace = new Pace(ports.clock(), EVERY);
    }

    /** Looks at every stack that waits for a merge, at most once a minute. */
    void clear() {
        if (!pace.isDue()) {
            return;
        }
        for (InfrastructureStack stack :
                client.resources(InfrastructureStack.class).list().getItems()) {
            String name = stack.getMetadata().getName();
            try {
                Optional<StackState> state = ports.custody().find(name);
                Optional<Long> order = state.flatMap(it -> new StateView(it).unmerged());
                if (order.isPresent()) {
                    clear(stack, state.get(), new PlanApproved.Place(name, order.get()));
                }
            } catch (Unavailable | Stalled e) {
                LOG.warn("stack={} unmerged=unknown why={}", name, e.getMessage());
            }
        }
    }

    private void clear(InfrastructureStack stack, StackState state, PlanApproved.Place place) {
        Optional<String> missing = missing(stack, state, place);
        if (missing.isEmpty()) {
            ports.custody().clearUnmerged(state, place.order());
        }
        LOG.info(
                "stack={} unmerged={} {}",
                place.stack(),
                place.order(),
                missing.map(why -> "kept why=" + why).orElse("cleared"));
    }

    /** What is not proven yet; empty when all of it is. */
    private Optional<String> missing(InfrastructureStack stack, StackState state, PlanApproved.Place place) {
        Optional<ChangeRepository> spec = ports.settings().repository(stack.getSpec().repository);
        if (spec.isEmpty()) {
            return Optional.of("its ChangeRepository is gone");
        }
        Repository repository = ports.repositories().apply(spec.get());
        String baseRef = "refs/heads/" + spec.get().getSpec().baseBranch;
        Optional<String> base = repository.fetch().at(baseRef);
        History history = ports.ledgers().apply(spec.get()).read(LedgerHeads.of(state));
        if (ports.court().settings(place.stack(), history::settings)
                instanceof SettingsCourt.Finding.Missing<SettingsInForce>(var why)) {
            return Optional.of(why);
        }
        Optional<ChangeEnded> end = applied(history, place.stack())
                .filter(it -> it.order().orElseThrow().place().equals(place))
                .findFirst();
        if (end.isEmpty()) {
            return Optional.of("the ledger does not say that it was applied");
        }
        Optional<String> lost = StateFloor.problem(place.stack(), history, state);
        if (lost.isPresent()) {
            return lost;
        }
        if (applied(history, place.stack())
                .anyMatch(other -> other.order().orElseThrow().place().order() > place.order())) {
            return Optional.of("the ledger knows a later order than the cluster");
        }
        boolean merged = base.isPresent()
                && Stream.concat(end.get().mergeCommit().stream(), changeCommit(history, place).stream())
                        .anyMatch(commit -> repository.contains(base.get(), commit));
        return merged ? Optional.empty() : Optional.of(baseRef + " does not hold its merge");
    }

    /** Ends of applied changes of a stack. That each names its own order was proven when the chain was read. */
    private static Stream<ChangeEnded> applied(History history, String stack) {
        return facts(history, ChangeEnded.class).stream()
                .filter(end -> end.end() == ChangeEnded.End.APPLIED)
                .filter(end -> end.order()
                        .filter(it -> it.place().stack().equals(stack))
                        .isPresent());
    }

    private static Optional<String> changeCommit(History history, PlanApproved.Place place) {
        return facts(history, PlanApproved.class).stream()
                .filter(approved -> approved.place().equals(place))
                .map(approved -> approved.template().subject().changeCommit())
                .findFirst();
    }

    private static <T> List<T> facts(History history, Class<T> kind) {
        return history.proven().stream()
                .map(Proven::fact)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
