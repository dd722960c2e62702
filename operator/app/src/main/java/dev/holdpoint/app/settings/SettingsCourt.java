package dev.holdpoint.app.settings;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.app.derive.SettingsInForce;
import dev.holdpoint.app.port.SettingsHistory;
import dev.holdpoint.app.port.SettingsSource;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.approval.SettingsLaw;
import dev.holdpoint.core.approval.Standing;
import dev.holdpoint.core.digest.Sha256;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says whether the settings of a stack are in force. Missing is no, unsigned is no, two rosters are no: the answer is
 * either the whole set or one sentence that says what is missing and who can give it.
 */
public final class SettingsCourt {
    private final SettingsSource source;
    private final SettingsTexts texts;
    private final Sha256 pinnedRoster;

    /** @param pinnedRoster fingerprint of the first roster, given at installation from outside the cluster */
    public SettingsCourt(SettingsSource source, SettingsTexts texts, Sha256 pinnedRoster) {
        this.source = source;
        this.texts = texts;
        this.pinnedRoster = pinnedRoster;
    }

    /** What was found. */
    public sealed interface Finding<T> {
        /** All of it is in force. */
        record InForce<T>(T value) implements Finding<T> {}

        /** Something is not. */
        record Missing<T>(String why) implements Finding<T> {}
    }

    /** The roster in force. */
    public Finding<Roster> roster(SettingsHistory history) {
        List<ApproverRoster> rosters = source.rosters();
        if (rosters.size() != 1) {
            return new Finding.Missing<>("expected exactly one ApproverRoster, found " + rosters.size());
        }
        ApproverRoster object = rosters.getFirst();
        return switch (texts.roster(object)) {
            case Parsed.Bad<Roster>(var reason) ->
                new Finding.Missing<>(name(object) + " is no valid roster: " + reason);
            case Parsed.Ok<Roster>(var roster) -> inForce(object, roster, history);
        };
    }

    private Finding<Roster> inForce(ApproverRoster object, Roster roster, SettingsHistory history) {
        SettingsDocument document = texts.document(object);
        Optional<SettingsDocument> before =
                history.last(SettingsLaw.ROSTER, object.getMetadata().getName());
        Standing standing = before.isEmpty()
                ? SettingsLaw.firstRoster(document, roster, pinnedRoster)
                : switch (texts.roster(before.get())) {
                    case Parsed.Ok<Roster>(var earlier) ->
                        SettingsLaw.nextRoster(document, roster, before.get(), earlier);
                    case Parsed.Bad<Roster>(var reason) ->
                        new Standing.NotInForce(List.of("the roster in the ledger cannot be read: " + reason));
                };
        return finding(object, roster, standing);
    }

    /** Why a roster is not the installation's newest, or nothing: signatures alone do not say that. */
    public Optional<String> problem(ApproverRoster object, RosterFloor floor) {
        return floor.problem(texts.document(object));
    }

    /** All settings of a stack, or what is missing. */
    public Finding<SettingsInForce> settings(String stackName, SettingsHistory history) {
        return switch (roster(history)) {
            case Finding.Missing<Roster>(var why) -> new Finding.Missing<>(why);
            case Finding.InForce<Roster>(var roster) -> settings(stackName, roster, history);
        };
    }

    private Finding<SettingsInForce> settings(String stackName, Roster roster, SettingsHistory history) {
        Optional<InfrastructureStack> stack = source.stack(stackName);
        if (stack.isEmpty()) {
            return new Finding.Missing<>("there is no InfrastructureStack " + stackName);
        }
        Optional<ChangeRepository> repository = source.repository(stack.get().getSpec().repository);
        if (repository.isEmpty()) {
            return new Finding.Missing<>("InfrastructureStack " + stackName + " names the ChangeRepository "
                    + stack.get().getSpec().repository + ", and there is none");
        }
        List<ChangePolicy> policies = new ArrayList<>();
        for (String name : stack.get().getSpec().policies) {
            Optional<ChangePolicy> policy = source.policy(name);
            if (policy.isEmpty()) {
                return new Finding.Missing<>(
                        "InfrastructureStack " + stackName + " names the ChangePolicy " + name + ", and there is none");
            }
            policies.add(policy.get());
        }
        List<DeletionGuard> guards = source.guards(stackName);
        List<HasMetadata> all = new ArrayList<>();
        all.add(stack.get());
        all.add(repository.get());
        all.addAll(policies);
        all.addAll(guards);
        for (HasMetadata object : all) {
            if (standing(object, roster, history) instanceof Standing.NotInForce not) {
                return new Finding.Missing<>(name(object) + " is not in force: " + String.join("; ", not.reasons()));
            }
        }
        return new Finding.InForce<>(
                new SettingsInForce(stack.get(), repository.get(), policies, guards, roster, digest(all)));
    }

    /** Whether one document other than a roster is in force. */
    public Standing standing(HasMetadata object, Roster roster, SettingsHistory history) {
        return SettingsLaw.settings(
                texts.document(object),
                history.last(object.getKind(), object.getMetadata().getName()),
                roster);
    }

    private Sha256 digest(List<HasMetadata> all) {
        return SettingsDigest.of(all.stream().map(texts::document).toList());
    }

    private static Finding<Roster> finding(HasMetadata object, Roster roster, Standing standing) {
        return switch (standing) {
            case Standing.InForce in -> new Finding.InForce<>(roster);
            case Standing.NotInForce not ->
                new Finding.Missing<>(name(object) + " is not in force: " + String.join("; ", not.reasons()));
        };
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }
}
