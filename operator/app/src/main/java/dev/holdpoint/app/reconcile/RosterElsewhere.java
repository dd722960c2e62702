package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.app.port.LedgerReader;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.settings.RosterFloor;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.approval.SettingsLaw;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.Proven;
import dev.holdpoint.core.record.SettingsRecorded;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the installation knows of its roster outside the ledger that is about to be opened. */
final class RosterElsewhere {
    private static final Logger LOG = LoggerFactory.getLogger(RosterElsewhere.class);

    private final Function<ChangeRepository, ? extends LedgerReader> ledgers;
    private final StateCustody custody;
    private final List<ChangeRepository> repositories;
    private final List<InfrastructureStack> stacks;

    RosterElsewhere(
            Function<ChangeRepository, ? extends LedgerReader> ledgers,
            StateCustody custody,
            List<ChangeRepository> repositories,
            List<InfrastructureStack> stacks) {
        this.ledgers = ledgers;
        this.custody = custody;
        this.repositories = repositories;
        this.stacks = stacks;
    }

    /**
     * The floor for a ledger that knows no roster.
     *
     * @throws Unavailable if another ledger, which the cluster knows to be in use, cannot be read: it may know a newer one
     */
    RosterFloor floor(ApproverRoster roster, ChangeRepository here) {
        RosterFloor floor = RosterFloor.NONE.and(seen(roster));
        for (ChangeRepository other : repositories) {
            if (!other.getMetadata().getName().equals(here.getMetadata().getName())) {
                floor = floor.and(recorded(roster.getMetadata().getName(), other));
            }
        }
        return floor;
    }

    private List<SettingsDocument> recorded(String roster, ChangeRepository other) {
        try {
            return rosters(roster, ledgers.apply(other).read(LedgerHeads.of(custody, stacksOf(other))));
        } catch (Unavailable | Stalled e) {
            String name = other.getMetadata().getName();
            if (isInUse(other)) {
                throw new Unavailable(
                        "the ledger is not opened yet: that of ChangeRepository " + name
                                + ", which may know a newer roster, cannot be read: " + e.getMessage(),
                        e);
            }
            LOG.warn("ledger={} unavailable={}", name, e.getMessage());
            return List.of();
        }
    }

    private boolean isInUse(ChangeRepository repository) {
        return (repository.getStatus() != null && repository.getStatus().inForce != null)
                || LedgerHeads.of(custody, stacksOf(repository)).isPresent();
    }

    private List<InfrastructureStack> stacksOf(ChangeRepository repository) {
        String name = repository.getMetadata().getName();
        return stacks.stream()
                .filter(stack -> stack.getSpec().repository.equals(name))
                .toList();
    }

    /** The version that the roster's own status says was in force. */
    static long seen(ApproverRoster roster) {
        return roster.getStatus() == null || roster.getStatus().inForce == null ? 0 : roster.getStatus().inForce;
    }

    /** All rosters of this name that a ledger has recorded, oldest first. */
    static List<SettingsDocument> rosters(String name, History history) {
        return history.proven().stream()
                .map(Proven::fact)
                .filter(SettingsRecorded.class::isInstance)
                .map(fact -> ((SettingsRecorded) fact).document())
                .filter(document -> document.id().kind().equals(SettingsLaw.ROSTER)
                        && document.id().name().equals(name))
                .toList();
    }
}
