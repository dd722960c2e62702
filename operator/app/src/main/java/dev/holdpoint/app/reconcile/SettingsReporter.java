package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.GuardStatus;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.SettingsStatus;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.settings.RosterFloor;
import dev.holdpoint.app.settings.SettingsCourt;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.approval.SettingsLaw;
import dev.holdpoint.core.approval.Standing;
import dev.holdpoint.core.record.History;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says on every settings object whether it is in force, and if not, whose signature is missing. */
final class SettingsReporter {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsReporter.class);
    private static final String HUMANS_UNPROVEN = "HumansUnproven";
    private static final int MAX_MESSAGE = 2000;

    private final KubernetesClient client;
    private final Ports ports;

    SettingsReporter(KubernetesClient client, Ports ports) {
        this.client = client;
        this.ports = ports;
    }

    /** Looks at all settings of all repositories and writes what differs; one that cannot be read hides no other. */
    void report() {
        List<InfrastructureStack> stacks =
                client.resources(InfrastructureStack.class).list().getItems();
        Map<ChangeRepository, History> histories = histories();
        List<ApproverRoster> rosters = ports.settings().rosters();
        RosterFloor floor = rosters.size() == 1 ? floor(rosters.getFirst(), histories.values()) : RosterFloor.NONE;
        Optional<String> outdated = rosters.stream()
                .flatMap(roster -> ports.court().problem(roster, floor).stream())
                .findFirst();
        Optional<SettingsCourt.Finding<Roster>> roster = Optional.empty();
        for (Map.Entry<ChangeRepository, History> ledger : histories.entrySet()) {
            SettingsCourt.Finding<Roster> here = finding(ledger.getValue(), outdated);
            switch (here) {
                case SettingsCourt.Finding.InForce<Roster>(var judges) ->
                    judge(ledger.getKey(), stacks, judges, ledger.getValue());
                case SettingsCourt.Finding.Missing<Roster>(var why)
                when isUnopened(ledger.getValue()) ->
                    write(ledger.getKey(), Optional.empty(), "its ledger is not opened: " + why);
                case SettingsCourt.Finding.Missing<Roster> missing -> {}
            }
            // A new repository's ledger does not know the roster yet; that takes nothing from it.
            roster = roster.filter(SettingsCourt.Finding.InForce.class::isInstance)
                    .or(() -> Optional.of(here));
        }
        roster.map(it -> outdated.<SettingsCourt.Finding<Roster>>map(SettingsCourt.Finding.Missing::new)
                        .orElse(it))
                .ifPresent(it -> rosters.forEach(object -> write(object, it, floor)));
    }

    private Map<ChangeRepository, History> histories() {
        Map<ChangeRepository, History> histories = new LinkedHashMap<>();
        for (ChangeRepository repository :
                client.resources(ChangeRepository.class).list().getItems()) {
            try {
                histories.put(repository, ports.ledgers().apply(repository).read(Optional.empty()));
            } catch (Unavailable | Stalled e) {
                LOG.warn(
                        "settings repository={} unavailable={}",
                        repository.getMetadata().getName(),
                        e.getMessage());
            }
        }
        return histories;
    }

    /** What was in force once does not become unknown because a ledger cannot be read now, so the status counts too. */
    private static RosterFloor floor(ApproverRoster roster, Collection<History> histories) {
        RosterFloor floor = RosterFloor.NONE.and(RosterElsewhere.seen(roster));
        for (History history : histories) {
            floor = floor.and(RosterElsewhere.rosters(roster.getMetadata().getName(), history));
        }
        return floor;
    }

    /** An empty ledger would take the first roster again, or any with its forebears: what others know counts for it. */
    private SettingsCourt.Finding<Roster> finding(History history, Optional<String> outdated) {
        return outdated.filter(why -> isUnopened(history))
                .<SettingsCourt.Finding<Roster>>map(SettingsCourt.Finding.Missing::new)
                .orElseGet(() -> ports.court().roster(history::settings));
    }

    private boolean isUnopened(History history) {
        return ports.settings().rosters().stream()
                .noneMatch(roster -> history.settings(
                                SettingsLaw.ROSTER, roster.getMetadata().getName())
                        .isPresent());
    }

    private void write(ApproverRoster object, SettingsCourt.Finding<Roster> finding, RosterFloor floor) {
        switch (finding) {
            case SettingsCourt.Finding.Missing<Roster>(var why) ->
                write(object, Optional.of(floor.version()).filter(version -> version > 0), why);
            case SettingsCourt.Finding.InForce<Roster>(var roster) ->
                write(object, Optional.of(roster.version()), remarks(roster), List.of(humansUnproven(object, roster)));
        }
    }

    /** Whether votes can show that a human was there at all; README says what it means. */
    private Condition humansUnproven(ApproverRoster object, Roster roster) {
        String value = roster.humansUnproven() ? "True" : "False";
        return Stream.ofNullable(object.getStatus())
                .flatMap(status -> Stream.ofNullable(status.conditions))
                .flatMap(List::stream)
                .filter(before -> before.getType().equals(HUMANS_UNPROVEN)
                        && before.getStatus().equals(value))
                .findFirst()
                .orElseGet(() -> new ConditionBuilder()
                        .withType(HUMANS_UNPROVEN)
                        .withStatus(value)
                        .withReason(roster.humansUnproven() ? "NoKeyOnADevice" : "KeysOnDevices")
                        .withMessage(roster.humansUnproven() ? Roster.HUMANS_UNPROVEN : "")
                        .withObservedGeneration(object.getMetadata().getGeneration())
                        .withLastTransitionTime(ports.clock()
                                .instant()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                        .build());
    }

    private static String remarks(Roster roster) {
        return roster.remarks().isEmpty() ? "in force" : "in force; " + String.join("; ", roster.remarks());
    }

    private void judge(ChangeRepository repository, List<InfrastructureStack> stacks, Roster roster, History history) {
        judge(repository, roster, history);
        for (InfrastructureStack stack : stacks) {
            if (stack.getSpec().repository.equals(repository.getMetadata().getName())) {
                judge(stack, roster, history);
                ports.settings().guards(stack.getMetadata().getName()).forEach(g -> judge(g, roster, history));
                stack.getSpec().policies.stream()
                        .map(ports.settings()::policy)
                        .flatMap(Optional::stream)
                        .forEach(p -> judge(p, roster, history));
            }
        }
    }

    private void judge(HasMetadata object, Roster roster, History history) {
        switch (ports.court().standing(object, roster, history::settings)) {
            case Standing.InForce in -> write(object, Optional.of(version(object)), "in force");
            case Standing.NotInForce not ->
                write(
                        object,
                        history.settings(object.getKind(), object.getMetadata().getName())
                                .map(SettingsDocument::id)
                                .map(SettingsDocument.Id::version),
                        "not in force: " + String.join("; ", not.reasons()));
        }
    }

    private static long version(HasMetadata object) {
        return switch (object) {
            case ChangeRepository repository -> repository.getSpec().version;
            case InfrastructureStack stack -> stack.getSpec().version;
            case ChangePolicy policy -> policy.getSpec().version;
            case DeletionGuard guard -> guard.getSpec().version;
            case HasMetadata other -> throw new IllegalArgumentException(other.getKind() + " is no kind of settings");
        };
    }

    private void write(HasMetadata object, Optional<Long> inForce, String message) {
        String cut = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
        switch (object) {
            case ApproverRoster roster -> write(roster, inForce, cut, List.of());
            case ChangeRepository repository -> {
                if (differs(repository.getStatus(), inForce, cut)) {
                    repository.setStatus(status(object, inForce, cut));
                    client.resource(repository).updateStatus();
                }
            }
            case InfrastructureStack stack -> {
                if (differs(stack.getStatus(), inForce, cut)) {
                    stack.setStatus(status(object, inForce, cut));
                    client.resource(stack).updateStatus();
                }
            }
            case ChangePolicy policy -> {
                if (differs(policy.getStatus(), inForce, cut)) {
                    policy.setStatus(status(object, inForce, cut));
                    client.resource(policy).updateStatus();
                }
            }
            case DeletionGuard guard -> guard(guard, inForce, cut);
            case HasMetadata other -> throw new IllegalArgumentException(other.getKind() + " is no kind of settings");
        }
    }

    private void write(ApproverRoster roster, Optional<Long> inForce, String message, List<Condition> conditions) {
        boolean same = roster.getStatus() != null
                && conditions.equals(
                        Optional.ofNullable(roster.getStatus().conditions).orElseGet(List::of));
        if (!same || differs(roster.getStatus(), inForce, message)) {
            SettingsStatus status = status(roster, inForce, message);
            status.conditions = conditions.isEmpty() ? null : conditions;
            roster.setStatus(status);
            client.resource(roster).updateStatus();
        }
    }

    private void guard(DeletionGuard guard, Optional<Long> inForce, String message) {
        GuardStatus before = guard.getStatus();
        if (before == null || !Optional.ofNullable(before.inForce).equals(inForce) || !message.equals(before.message)) {
            GuardStatus status = before == null ? new GuardStatus() : before;
            status.inForce = inForce.orElse(null);
            status.message = message;
            status.observedGeneration = guard.getMetadata().getGeneration();
            guard.setStatus(status);
            client.resource(guard).updateStatus();
        }
    }

    private static boolean differs(SettingsStatus before, Optional<Long> inForce, String message) {
        return before == null
                || !Optional.ofNullable(before.inForce).equals(inForce)
                || !message.equals(before.message);
    }

    private static SettingsStatus status(HasMetadata object, Optional<Long> inForce, String message) {
        SettingsStatus status = new SettingsStatus();
        status.inForce = inForce.orElse(null);
        status.message = message;
        status.observedGeneration = object.getMetadata().getGeneration();
        return status;
    }
}
