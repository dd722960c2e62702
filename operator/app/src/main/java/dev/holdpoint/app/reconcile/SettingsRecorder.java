package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.app.port.Ledger;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.settings.RosterFloor;
import dev.holdpoint.app.settings.SettingsDocket;
import dev.holdpoint.core.approval.SettingsLaw;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.SettingsRecorded;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts every version of settings that came into force into the ledger, so that old rosters can be looked up. */
final class SettingsRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsRecorder.class);

    private final KubernetesClient client;
    private final Ports ports;
    private final Function<ChangeRepository, Ledger> ledgers;
    private final SettingsDocket docket;

    SettingsRecorder(
            KubernetesClient client, Ports ports, Function<ChangeRepository, Ledger> ledgers, SettingsDocket docket) {
        this.client = client;
        this.ports = ports;
        this.ledgers = ledgers;
        this.docket = docket;
    }

    /** Appends what is due in every repository's ledger; nothing when there is not exactly one roster. */
    void record() {
        List<ApproverRoster> rosters = ports.settings().rosters();
        if (rosters.size() != 1) {
            return;
        }
        List<InfrastructureStack> stacks =
                client.resources(InfrastructureStack.class).list().getItems();
        List<ChangeRepository> repositories =
                client.resources(ChangeRepository.class).list().getItems();
        RosterElsewhere elsewhere = new RosterElsewhere(ledgers, ports.custody(), repositories, stacks);
        for (ChangeRepository repository : repositories) {
            try {
                record(rosters.getFirst(), repository, stacks, elsewhere);
            } catch (Unavailable e) {
                // One ledger that cannot be read or written keeps nothing out of the others.
                LOG.warn("ledger={} unavailable={}", repository.getMetadata().getName(), e.getMessage());
            } catch (Stalled e) {
                LOG.warn("ledger={} stalled={}", repository.getMetadata().getName(), e.getMessage());
            }
        }
    }

    private void record(
            ApproverRoster roster,
            ChangeRepository repository,
            List<InfrastructureStack> stacks,
            RosterElsewhere others) {
        String name = repository.getMetadata().getName();
        List<InfrastructureStack> here = stacks.stream()
                .filter(stack -> stack.getSpec().repository.equals(name))
                .toList();
        Ledger ledger = ledgers.apply(repository);
        History history = ledger.read(LedgerHeads.of(ports.custody(), here));
        String people = roster.getMetadata().getName();
        RosterFloor elsewhere = history.settings(SettingsLaw.ROSTER, people).isPresent()
                ? RosterFloor.NONE
                : others.floor(roster, repository);
        for (SettingsRecorded due : docket.due(roster, repository, others(here), elsewhere, history)) {
            Optional<History> next = ledger.append(
                    history, Ledger.Draft.of(ports.clock().instant().truncatedTo(ChronoUnit.SECONDS), due));
            if (next.isEmpty()) {
                return;
            }
            history = next.get();
            LOG.info("ledger={} recorded={}", name, due.document().id());
        }
    }

    private List<HasMetadata> others(List<InfrastructureStack> stacks) {
        List<HasMetadata> all = new ArrayList<>(stacks);
        for (InfrastructureStack stack : stacks) {
            all.addAll(ports.settings().guards(stack.getMetadata().getName()));
        }
        stacks.stream()
                .flatMap(stack -> stack.getSpec().policies.stream())
                .distinct()
                .map(ports.settings()::policy)
                .flatMap(Optional<ChangePolicy>::stream)
                .forEach(all::add);
        return all;
    }
}
