package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.SettingsStatus;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.adapter.ledger.GitLedgerReader;
import dev.holdpoint.app.port.LedgerReader;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.shop.Shop;
import io.fabric8.kubernetes.api.model.Condition;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every settings object says whether it is in force; if not, whose signature is missing. */
class SettingsReporterTest {
    @TempDir
    private Path folder;

    private ShopWorld world;

    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void report() {
        new SettingsReporter(world.kube.client(), world.ports()).report();
    }

    private SettingsStatus policy() {
        return world.ports().settings().policy("default").orElseThrow().getStatus();
    }

    @Test
    void what_enough_people_signed_says_the_version_that_is_in_force() {
        report();

        InfrastructureStack stack = world.ports().settings().stack(Shop.STACK).orElseThrow();
        assertThat(stack.getStatus().inForce).isEqualTo(1);
        assertThat(stack.getStatus().message).isEqualTo("in force");
        assertThat(policy().inForce).isEqualTo(1);
        assertThat(world.repository().getStatus().inForce).isEqualTo(1);
        assertThat(roster().getStatus().message).startsWith("in force; ").contains("no key lives on a FIDO2 device");
    }

    @Test
    void a_roster_without_keys_on_devices_says_by_a_condition_that_humans_are_unproven() {
        report();
        Condition first = roster().getStatus().conditions.getFirst();
        assertThat(first.getType()).isEqualTo("HumansUnproven");
        assertThat(first.getStatus()).isEqualTo("True");
        assertThat(first.getMessage()).contains("FIDO2");

        String version = roster().getMetadata().getResourceVersion();
        report();
        assertThat(roster().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    private ApproverRoster roster() {
        return world.ports().settings().rosters().getFirst();
    }

    @Test
    void an_edit_that_one_of_two_signed_says_who_else_can_and_which_version_still_counts() {
        ChangePolicy edited = world.shop.policy(2);
        edited.getSpec().roundHours = 48;
        replace(world.shop.signed(edited, "ada"));
        report();

        assertThat(policy().inForce).isEqualTo(1);
        assertThat(policy().message).startsWith("not in force: ").contains("1 more signature is needed, by any of ben");
    }

    private void replace(ChangePolicy policy) {
        world.kube.client().resource(policy).update();
    }

    @Test
    void a_guard_that_nobody_signed_never_was_in_force() {
        world.install(world.shop.guard(1, "aws_db_instance.main"));
        report();

        DeletionGuard guard = world.ports().settings().guards(Shop.STACK).getFirst();
        assertThat(guard.getStatus().inForce).isNull();
        assertThat(guard.getStatus().message).startsWith("not in force: 2 more signatures are needed");
    }

    @Test
    void under_a_roster_that_is_not_in_force_the_roster_says_so() {
        ApproverRoster edited = world.shop.roster(2);
        edited.getSpec().agents = List.of();
        world.kube.client().resource(world.shop.signed(edited, "mallory")).update();
        report();

        assertThat(roster().getStatus().inForce).isEqualTo(1);
        assertThat(roster().getStatus().message).contains("not in force").contains("ada");
    }

    @Test
    void a_new_repository_whose_ledger_knows_no_roster_yet_takes_nothing_from_it() {
        Ports ports = world.ports();
        world.git.append(world.shop.settings(world.shop.roster(2), "ada", "ben"));
        ApproverRoster next = world.shop.signed(world.shop.roster(2), "ada", "ben");
        world.kube.client().resource(next).update();
        try (JGitRepository second = world.git.second()) {
            GitLedgerReader empty = new GitLedgerReader(second, world.shop.root());
            for (String name : List.of("later", "newer")) {
                ChangeRepository added = world.shop.repository(1, "attestor");
                added.getMetadata().setName(name);
                world.install(world.shop.signed(added, "ada", "ben"));
            }
            report(repository -> switch (repository.getMetadata().getName()) {
                case "infra" -> ports.ledgers().apply(repository);
                case "newer" -> throw new Unavailable("it is away");
                default -> empty;
            });
        }

        assertThat(roster().getStatus().inForce).isEqualTo(2);
        assertThat(policy().inForce).isEqualTo(1);
    }

    private void report(Function<ChangeRepository, LedgerReader> ledgers) {
        Ports ports = world.ports();
        new SettingsReporter(
                        world.kube.client(),
                        new Ports(
                                ports.settings(),
                                ports.court(),
                                ports.repositories(),
                                ledgers,
                                ports.plans(),
                                ports.grants(),
                                ports.runs(),
                                ports.custody(),
                                ports.rounds(),
                                ports.clock()))
                .report();
    }

    @Test
    void an_old_roster_that_is_put_back_is_in_force_nowhere_and_a_repository_without_a_ledger_says_why() {
        world.git.append(world.shop.settings(world.shop.roster(2), "ada", "ben"));
        ChangeRepository added = world.shop.repository(1, "attestor");
        added.getMetadata().setName("later");
        world.install(world.shop.signed(added, "ada", "ben"));
        try (JGitRepository second = world.git.second()) {
            GitLedgerReader empty = new GitLedgerReader(second, world.shop.root());
            Ports ports = world.ports();
            report(repository -> repository.getMetadata().getName().equals("infra")
                    ? ports.ledgers().apply(repository)
                    : empty);
        }

        assertThat(roster().getStatus().inForce).isEqualTo(2);
        assertThat(roster().getStatus().message).contains("version 1 is older than version 2");
        SettingsStatus later =
                world.ports().settings().repository("later").orElseThrow().getStatus();
        assertThat(later.inForce).isNull();
        assertThat(later.message)
                .startsWith("its ledger is not opened")
                .contains("version 1 is older than version 2", "apply version 2 again");
    }

    /** The ledger that knew better is away; what the status said of it stays. */
    @Test
    void a_version_that_was_in_force_is_not_forgotten_with_its_ledger() {
        ApproverRoster seen = roster();
        seen.setStatus(new SettingsStatus());
        seen.getStatus().inForce = 2L;
        world.kube.client().resource(seen).updateStatus();
        report();

        assertThat(roster().getStatus().inForce).isEqualTo(2);
        assertThat(roster().getStatus().message).contains("version 1 is older than version 2");
    }

    @Test
    void what_is_said_already_is_not_written_again() {
        report();
        world.kube.writes();
        report();

        assertThat(world.kube.writes()).isEmpty();
    }
}
