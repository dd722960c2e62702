package dev.holdpoint.app.adapter.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.port.Ledger;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.Entry;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.LedgerFolder;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitLedgerTest {
    @TempDir
    Path folder;

    private Shop shop;
    private final MemoryRemote remote = new MemoryRemote();
    private GitLedger ledger;

    @BeforeEach
    void found() {
        shop = new Shop(folder);
        ledger = ledger("attestor");
    }

    private GitLedger ledger(String key) {
        return new GitLedger(remote.open(), shop.root(), shop.key(key));
    }

    private GitLedgerReader reader() {
        return new GitLedgerReader(remote.open(), shop.root());
    }

    private static History append(GitLedger ledger, Fact... facts) {
        History history = ledger.read(Optional.empty());
        for (Fact fact : facts) {
            history = ledger.append(history, Ledger.Draft.of(Shop.NOW, fact)).orElseThrow();
        }
        return history;
    }

    private History founded() {
        return append(ledger, shop.founding().subList(0, 3).toArray(Fact[]::new));
    }

    @Test
    void there_is_nothing_in_a_repository_without_the_branch() {
        assertThat(ledger.read(Optional.empty()).number()).isZero();
        assertThat(ledger.read(Optional.of(Entry.ROOT)).head()).isEqualTo(Entry.ROOT);
    }

    @Test
    void what_was_appended_is_read_by_everybody_who_has_the_fingerprint() {
        founded();
        History written = append(
                ledger,
                shop.vote("ada", "approve", 1),
                shop.approved(1, 1, "ada"),
                new PodIntended(new PlanApproved.Place(Shop.STACK, 1), "pod-1"));
        History read = reader().read(Optional.of(written.head()));
        assertThat(read.number()).isEqualTo(6);
        assertThat(read.head()).isEqualTo(written.head());
        assertThat(read.intent(Shop.STACK, 1)).contains("pod-1");
        assertThat(read.settings("ChangeRepository", "infra")).isPresent();
    }

    @Test
    void the_branch_says_what_it_is() {
        founded();
        assertThat(remote.open().file(remote.refs.get(LedgerFolder.BRANCH), "README.md"))
                .isPresent();
    }

    @Test
    void of_two_that_append_after_the_same_history_one_must_read_again() {
        History before = founded();
        GitLedger other = ledger("attestor");
        History same = other.read(Optional.empty());
        assertThat(ledger.append(before, Ledger.Draft.of(Shop.NOW, shop.vote("ada", "approve", 1))))
                .isPresent();
        assertThat(other.append(same, Ledger.Draft.of(Shop.NOW, shop.vote("ada", "approve", 1))))
                .isEmpty();
        assertThat(ledger.append(before, Ledger.Draft.of(Shop.NOW, shop.approved(1, 1))))
                .isEmpty();
        assertThat(other.read(Optional.empty()).number()).isEqualTo(4);
    }

    @Test
    void an_unmoved_branch_costs_a_fetch_and_a_grown_one_what_came() {
        founded();
        GitLedgerReader reader = reader();
        reader.read(Optional.empty());
        int files = remote.filesRead;
        int fetches = remote.fetches;
        reader.read(Optional.empty());
        assertThat(remote.filesRead).isEqualTo(files);
        assertThat(remote.fetches).isEqualTo(fetches + 1);
        append(ledger, shop.vote("ada", "approve", 1));
        assertThat(reader.read(Optional.empty()).number()).isEqualTo(4);
        // The entry, its signature, tag, template and origin.
        assertThat(remote.filesRead - files).isEqualTo(5);
    }

    @Test
    void an_entry_that_cannot_follow_is_never_pushed() {
        History before = founded();
        String commit = remote.refs.get(LedgerFolder.BRANCH);
        assertThatThrownBy(() -> ledger.append(before, Ledger.Draft.of(Shop.NOW, shop.approved(1, 1, "ada"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ada");
        assertThat(remote.refs).containsEntry(LedgerFolder.BRANCH, commit);
        assertThat(ledger.append(before, Ledger.Draft.of(Shop.NOW, shop.vote("ada", "approve", 1))))
                .isPresent();
    }

    @Test
    void a_server_that_refuses_the_push_needs_an_administrator() {
        History before = founded();
        remote.denies = Optional.of("pre-receive hook declined");
        assertThatThrownBy(() -> ledger.append(before, Ledger.Draft.of(Shop.NOW, shop.vote("ada", "approve", 1))))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("pre-receive hook declined")
                .hasMessageContaining("Give the attestor's credential");
    }

    @Test
    void a_ledger_cut_back_to_an_older_head_is_seen_by_whoever_remembers_one() {
        String older = "";
        History history = ledger.read(Optional.empty());
        for (Fact fact : shop.founding().subList(0, 3)) {
            older = remote.refs.getOrDefault(LedgerFolder.BRANCH, "");
            history = ledger.append(history, Ledger.Draft.of(Shop.NOW, fact)).orElseThrow();
        }
        Sha256 head = history.head();
        remote.refs.put(LedgerFolder.BRANCH, older);
        // The process that saw the newer commit, and a fresh one that only has the cluster's memory.
        assertThatThrownBy(() -> ledger.read(Optional.empty()))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("rewritten");
        assertThatThrownBy(() -> reader().read(Optional.of(head)))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("cut or rolled back");
        assertThat(reader().read(Optional.empty()).number()).isEqualTo(2);
        remote.refs.remove(LedgerFolder.BRANCH);
        assertThatThrownBy(() -> ledger.read(Optional.empty()))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("is gone");
        assertThatThrownBy(() -> reader().read(Optional.of(head))).isInstanceOf(Stalled.class);
    }

    @Test
    void an_entry_by_anybody_else_is_not_believed() {
        founded();
        append(ledger("attestor"), shop.vote("ada", "approve", 1));
        // Mallory has the right to push, and a key, and writes the next entry as the attestor would.
        MemoryRemote copy = new MemoryRemote();
        copy.commits.putAll(remote.commits);
        copy.refs.putAll(remote.refs);
        Entry last = reader().read(Optional.empty()).entries().getLast();
        Fact fact = shop.approved(1, 1, "ada");
        SortedMap<String, Sha256> digests = new TreeMap<>();
        fact.attachments().forEach((name, bytes) -> digests.put(name, Sha256.of(bytes)));
        Entry next = Entry.after(Optional.of(last), Shop.NOW, fact.kind(), fact.fields(), digests);
        for (String key : List.of("attestor", "mallory")) {
            String signature = shop.key(key).sign(next.bytes(), "holdpoint-ledger");
            rewrite(tree -> {
                LedgerFolder.files(LedgerFolder.entry(next, signature, fact.attachments()))
                        .forEach((path, bytes) -> tree.put(path, new TreeEntry(path, TreeEntry.REGULAR, bytes)));
                return tree;
            });
            if (key.equals("mallory")) {
                assertThatThrownBy(() -> reader().read(Optional.empty()))
                        .isInstanceOf(Stalled.class)
                        .hasMessageContaining("00000005-approved.txt: the attestor did not sign it");
            } else {
                assertThat(reader().read(Optional.empty()).number()).isEqualTo(5);
            }
            remote.refs.putAll(copy.refs);
        }
    }

    @Test
    void a_file_added_removed_or_turned_into_a_link_is_seen() {
        founded();
        GitLedgerReader knows = reader();
        knows.read(Optional.empty());
        String honest = remote.refs.get(LedgerFolder.BRANCH);
        List<UnaryOperator<SortedMap<String, TreeEntry>>> attacks = List.of(
                tree -> {
                    tree.put("entries/x", new TreeEntry("entries/x", TreeEntry.REGULAR, new byte[0]));
                    return tree;
                },
                tree -> {
                    tree.remove("entries/00000003-settings.txt");
                    return tree;
                },
                tree -> {
                    TreeEntry old = tree.get("entries/00000003-settings.sig");
                    tree.put(old.rawPath(), new TreeEntry(old.rawPath(), 0120000, old.content()));
                    return tree;
                },
                tree -> {
                    TreeEntry old = tree.get("entries/00000001-settings.txt");
                    tree.put(old.rawPath(), new TreeEntry(old.rawPath(), TreeEntry.REGULAR, new byte[] {1}));
                    return tree;
                });
        for (UnaryOperator<SortedMap<String, TreeEntry>> attack : attacks) {
            rewrite(attack);
            assertThatThrownBy(() -> reader().read(Optional.empty())).isInstanceOf(Stalled.class);
            assertThatThrownBy(() -> knows.read(Optional.empty())).isInstanceOf(Stalled.class);
            remote.refs.put(LedgerFolder.BRANCH, honest);
        }
        assertThat(knows.read(Optional.empty()).number()).isEqualTo(3);
    }

    private void rewrite(UnaryOperator<SortedMap<String, TreeEntry>> change) {
        String now = remote.refs.get(LedgerFolder.BRANCH);
        SortedMap<String, TreeEntry> tree =
                change.apply(new TreeMap<>(remote.commits.get(now).tree()));
        remote.refs.put(LedgerFolder.BRANCH, remote.put(List.of(now), tree));
    }

    @Test
    void the_attestor_s_key_changes_by_a_signed_version_of_the_repository() {
        History before = founded();
        Fact change = shop.settings(shop.repository(2, "attestor2"), "ada", "ben");
        GitLedger successor = ledger("attestor2");
        // Before the change the new key counts for nothing else.
        successor.read(Optional.empty());
        assertThatThrownBy(() -> successor.append(before, Ledger.Draft.of(Shop.NOW, shop.vote("ada", "approve", 1))))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining(shop.key("attestor2").key().fingerprint());
        append(successor, change, shop.vote("ada", "approve", 1));
        assertThat(reader().read(Optional.empty()).number()).isEqualTo(5);
        History after = ledger.read(Optional.empty());
        assertThatThrownBy(() -> ledger.append(after, Ledger.Draft.of(Shop.NOW, shop.vote("ada", "reject", 1))))
                .isInstanceOf(Stalled.class);
    }

    @Test
    void settings_that_people_did_not_sign_cannot_be_recorded_even_by_the_attestor() {
        History nothing = ledger.read(Optional.empty());
        assertThatThrownBy(() ->
                        ledger.append(nothing, Ledger.Draft.of(Shop.NOW, shop.settings(shop.roster(1), "ada"))))
                .hasMessageContaining("1 more signature is needed");
        History before = founded();
        assertThatThrownBy(() -> ledger.append(
                        before, Ledger.Draft.of(Shop.NOW, shop.settings(shop.policy(2), "ada", "mallory"))))
                .hasMessageContaining("1 more signature is needed");
    }

    @Test
    void another_first_roster_than_the_pinned_one_is_nobody_s() {
        GitLedger elsewhere = new GitLedger(remote.open(), Sha256.of(new byte[0]), shop.key("attestor"));
        History nothing = elsewhere.read(Optional.empty());
        assertThatThrownBy(() -> elsewhere.append(
                        nothing, Ledger.Draft.of(Shop.NOW, shop.founding().getFirst())))
                .hasMessageContaining("pinned is");
        founded();
        assertThatThrownBy(() -> elsewhere.read(Optional.empty())).isInstanceOf(Stalled.class);
    }

    @Test
    void no_decision_is_recorded_before_the_settings_of_its_repository() {
        History rosterOnly = append(ledger, shop.founding().getFirst());
        assertThatThrownBy(() -> ledger.append(rosterOnly, Ledger.Draft.of(Shop.NOW, shop.vote("ada", "approve", 1))))
                .hasMessageContaining("before the settings of its repository");
    }
}
