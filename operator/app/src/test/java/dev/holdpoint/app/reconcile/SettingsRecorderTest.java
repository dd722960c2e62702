package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.SettingsStatus;
import dev.holdpoint.api.StackState;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.adapter.ledger.GitLedger;
import dev.holdpoint.app.port.Ledger;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.app.settings.SettingsDocket;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.SettingsRecorded;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each repository's ledger knows all settings that its decisions rest on, the roster before all. */
class SettingsRecorderTest {
    @TempDir
    private Path folder;

    private ShopWorld world;
    private JGitRepository first;
    private JGitRepository second;
    private final Map<String, Supplier<Ledger>> ledgers = new HashMap<>();

    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
        first = world.git.repository();
        second = world.git.second();
        ledgers.put("infra", () -> ledger(first));
        ledgers.put("second", () -> ledger(second));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        world.close();
    }

    private Ledger ledger(JGitRepository repository) {
        return new GitLedger(repository, world.shop.root(), world.shop.key("attestor"));
    }

    private void record() {
        new SettingsRecorder(
                        world.kube.client(),
                        world.ports(),
                        repository ->
                                ledgers.get(repository.getMetadata().getName()).get(),
                        new SettingsDocket(new CanonicalSettings(), world.shop.root()))
                .record();
    }

    private void addRepository() {
        ChangeRepository added = world.shop.repository(1, "attestor");
        added.getMetadata().setName("second");
        world.install(world.shop.signed(added, "ada", "ben"));
    }

    private void changeRoster() {
        world.kube.client().resource(rosterTwo()).update();
    }

    private ApproverRoster rosterTwo() {
        ApproverRoster next = world.shop.roster(2);
        next.getSpec().agents.getFirst().emails = List.of("claude@elsewhere.example");
        return world.shop.signed(next, "ada", "ben");
    }

    private List<String> recorded(JGitRepository repository) {
        return ledger(repository).read(Optional.empty()).proven().stream()
                .map(entry -> name(entry.fact()))
                .toList();
    }

    private static String name(Fact fact) {
        return ((SettingsRecorded) fact).document().id().toString();
    }

    @Test
    void a_repository_that_is_added_after_the_roster_changed_comes_into_force() {
        changeRoster();
        record();
        addRepository();
        record();

        assertThat(recorded(second))
                .containsExactly(
                        "ApproverRoster people version 1",
                        "ApproverRoster people version 2",
                        "ChangeRepository second version 1");
    }

    /** Two people left with the newer roster; whoever puts the old object back gives them no new repository. */
    @Test
    void an_old_roster_that_is_put_back_opens_no_ledger() {
        changeRoster();
        record();
        putRosterBack();
        addRepository();
        record();

        assertThat(recorded(second)).isEmpty();

        world.kube.client().resource(rosterTwo()).update();
        record();
        assertThat(recorded(second)).hasSize(3);
    }

    /** The other ledger was put back, too, to before the newer roster: the cluster has seen more of it. */
    @Test
    void a_ledger_that_was_cut_is_not_asked_for_the_newest_roster() {
        String before = world.git.atServer("rev-parse", "refs/heads/holdpoint-ledger");
        changeRoster();
        record();
        seenByTheStack(ledger(first).read(Optional.empty()));
        world.git.atServer("update-ref", "refs/heads/holdpoint-ledger", before);
        putRosterBack();
        addRepository();
        record();

        assertThat(recorded(second)).isEmpty();
    }

    private void seenByTheStack(History history) {
        StackState state = world.ports().custody().find(Shop.STACK).orElseThrow();
        world.ports().custody().noteLedger(state, history.entries().size(), history.head());
    }

    private void putRosterBack() {
        ApproverRoster old = world.shop.signed(world.shop.roster(1), "ada", "ben");
        world.kube.client().resource(old).update();
    }

    @Test
    void while_a_ledger_in_use_cannot_be_read_none_is_opened() {
        ChangeRepository used = world.repository();
        used.setStatus(new SettingsStatus());
        used.getStatus().inForce = 1L;
        world.kube.client().resource(used).updateStatus();
        addRepository();
        Supplier<Ledger> there = ledgers.get("infra");
        ledgers.put("infra", () -> {
            throw new Unavailable("it is away");
        });
        record();
        assertThat(recorded(second)).isEmpty();

        ledgers.put("infra", there);
        record();
        assertThat(recorded(second)).hasSize(2);
    }

    @Test
    void recording_twice_records_once() {
        addRepository();
        record();
        record();

        assertThat(recorded(second)).hasSize(2);
        assertThat(recorded(first)).hasSize(4);
    }

    @Test
    void a_ledger_that_cannot_be_read_keeps_nothing_out_of_the_others() {
        addRepository();
        ledgers.put("infra", () -> {
            throw new Unavailable("it is away");
        });
        record();

        assertThat(recorded(second)).hasSize(2);
    }
}
