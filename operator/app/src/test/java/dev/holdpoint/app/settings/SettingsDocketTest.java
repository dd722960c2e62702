package dev.holdpoint.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.Chain;
import dev.holdpoint.core.record.Entry;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.LedgerFolder;
import dev.holdpoint.core.record.SettingsRecorded;
import dev.holdpoint.core.record.SignedEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsDocketTest {
    @TempDir
    Path folder;

    private Shop shop;
    private ApproverRoster roster;
    private ChangeRepository repository;
    private ChangePolicy policy;
    private SettingsDocket docket;
    private RosterFloor elsewhere = RosterFloor.NONE;

    @BeforeEach
    void found() {
        shop = new Shop(folder);
        roster = shop.signed(shop.roster(1), "ada", "ben");
        repository = shop.signed(shop.repository(1, "attestor"), "ada", "ben");
        policy = shop.signed(shop.policy(1), "ada", "ben");
        docket = new SettingsDocket(new CanonicalSettings(), shop.root());
    }

    private static History history(List<? extends Fact> facts) {
        List<SignedEntry> entries = new ArrayList<>();
        Optional<Entry> last = Optional.empty();
        for (Fact fact : facts) {
            Map<String, Sha256> digests = new TreeMap<>();
            fact.attachments().forEach((name, bytes) -> digests.put(name, Sha256.of(bytes)));
            last = Optional.of(Entry.after(last, Shop.NOW, fact.kind(), fact.fields(), digests));
            entries.add(LedgerFolder.entry(last.get(), "", fact.attachments()));
        }
        return switch (Chain.verify(entries, (bytes, signature) -> true, Optional.empty())) {
            case Chain.Result.Sound sound -> sound.history();
            case Chain.Result.Broken broken -> throw new IllegalStateException(broken.toString());
        };
    }

    private List<String> due(History history) {
        return docket.due(roster, repository, List.of(policy), elsewhere, history).stream()
                .map(recorded -> recorded.document().id().toString())
                .toList();
    }

    @Test
    void what_is_in_force_and_new_is_recorded_roster_first_then_the_repository() {
        assertThat(due(Chain.empty()))
                .containsExactly(
                        "ApproverRoster people version 1",
                        "ChangeRepository infra version 1",
                        "ChangePolicy default version 1");
    }

    @Test
    void what_is_recorded_is_not_recorded_again() {
        List<SettingsRecorded> all = docket.due(roster, repository, List.of(policy), RosterFloor.NONE, Chain.empty());
        assertThat(due(history(all))).isEmpty();
        policy = shop.signed(shop.policy(2), "ada", "ben");
        assertThat(due(history(all))).containsExactly("ChangePolicy default version 2");
    }

    @Test
    void what_is_not_in_force_is_not_recorded() {
        policy = shop.signed(shop.policy(1), "ada");
        assertThat(due(Chain.empty()))
                .doesNotContain("ChangePolicy default version 1")
                .hasSize(2);
        roster = shop.signed(shop.roster(1), "ada");
        assertThat(due(Chain.empty())).isEmpty();
    }

    @Test
    void the_rest_is_judged_under_the_new_roster() {
        History history = history(docket.due(roster, repository, List.of(policy), RosterFloor.NONE, Chain.empty()));
        roster = shop.roster(2);
        roster.getSpec().people = List.of(roster.getSpec().people.getFirst());
        roster.getSpec().settingsSigners = List.of("ada");
        roster.getSpec().agents = null;
        roster = shop.signed(roster, "ada", "ben");
        policy = shop.signed(shop.policy(2), "ada", "ben");
        assertThat(due(history)).containsExactly("ApproverRoster people version 2");
    }

    private static RosterFloor known(SettingsDocument... rosters) {
        return RosterFloor.NONE.and(List.of(rosters));
    }

    private SettingsDocument roster(long version, String... by) {
        return new CanonicalSettings().document(shop.signed(shop.roster(version), by));
    }

    @Test
    void a_new_repositorys_ledger_is_opened_with_every_roster_since_the_pinned_one() {
        elsewhere = known(roster(1, "ada", "ben"), roster(2, "ada", "ben"), roster(3, "ada", "ben"));
        roster = shop.signed(shop.roster(3), "ada", "ben");
        assertThat(due(Chain.empty()))
                .containsExactly(
                        "ApproverRoster people version 1",
                        "ApproverRoster people version 2",
                        "ApproverRoster people version 3",
                        "ChangeRepository infra version 1",
                        "ChangePolicy default version 1");
    }

    @Test
    void without_them_a_later_roster_has_nothing_to_stand_on() {
        roster = shop.signed(shop.roster(3), "ada", "ben");
        assertThat(due(Chain.empty())).isEmpty();
    }

    @Test
    void another_ledger_is_not_believed_but_judged() {
        roster = shop.signed(shop.roster(3), "ada", "ben");
        elsewhere = known(roster(1, "ada", "ben"), roster(2, "mallory"));
        assertThat(due(Chain.empty())).isEmpty();
        elsewhere = known(roster(2, "ada", "ben"));
        assertThat(due(Chain.empty())).isEmpty();
    }

    @Test
    void an_older_roster_than_another_ledger_knows_opens_none() {
        elsewhere = known(roster(1, "ada", "ben"), roster(2, "ada", "ben"), roster(3, "ada", "ben"));
        for (long version : List.of(1L, 2L)) {
            roster = shop.signed(shop.roster(version), "ada", "ben");
            assertThatThrownBy(() -> due(Chain.empty()))
                    .isInstanceOf(Stalled.class)
                    .hasMessageContaining("ApproverRoster people version " + version + " is older than version 3")
                    .hasMessageContaining("apply version 3 again");
        }
    }

    @Test
    void nor_does_one_that_is_older_than_its_status_says() {
        elsewhere = known().and(2);
        assertThatThrownBy(() -> due(Chain.empty()))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("version 1 is older than version 2");
    }

    @Test
    void nor_does_one_of_the_same_version_with_another_text() {
        elsewhere = known(roster(1, "ada", "ben"), roster(2, "ada", "ben"));
        roster = shop.roster(2);
        roster.getSpec().agents = null;
        roster = shop.signed(roster, "ada", "ben");
        assertThatThrownBy(() -> due(Chain.empty()))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("with another text");
    }

    @Test
    void a_ledger_that_has_a_roster_takes_none_from_elsewhere() {
        History history = history(docket.due(roster, repository, List.of(policy), RosterFloor.NONE, Chain.empty()));
        elsewhere = known(roster(1, "ada", "ben"), roster(2, "ada", "ben"));
        roster = shop.signed(shop.roster(3), "ada", "ben");
        assertThat(due(history)).containsExactly("ApproverRoster people version 3");
    }
}
