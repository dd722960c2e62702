package dev.holdpoint.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.approval.SshPrivateKey;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.Entry;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.LedgerFolder;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import dev.holdpoint.core.record.SignedEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerProofTest {
    @TempDir
    Path folder;

    private Shop shop;
    private final List<SignedEntry> entries = new ArrayList<>();
    private Optional<Entry> last = Optional.empty();
    private Instant time = Shop.NOW;

    @BeforeEach
    void found() {
        shop = new Shop(folder);
    }

    private void add(String key, Fact... facts) {
        SshPrivateKey signer = shop.key(key);
        for (Fact fact : facts) {
            Map<String, Sha256> digests = new TreeMap<>();
            fact.attachments().forEach((name, bytes) -> digests.put(name, Sha256.of(bytes)));
            last = Optional.of(Entry.after(last, time, fact.kind(), fact.fields(), digests));
            byte[] bytes = last.get().bytes();
            entries.add(LedgerFolder.entry(last.get(), signer.sign(bytes, SignedEntry.NAMESPACE), fact.attachments()));
        }
    }

    private void whole() {
        add("attestor", shop.founding().toArray(Fact[]::new));
        add(
                "attestor",
                shop.vote("ada", "approve", 1),
                shop.approved(1, 1, "ada"),
                new PodIntended(new PlanApproved.Place(Shop.STACK, 1), "pod-1"));
    }

    /** Proven at once, and entry by entry as the roles do it: never with another result. */
    private String verdict(List<SignedEntry> these) {
        String whole = verdict(new LedgerProof(Optional.of(shop.root())), these);
        LedgerProof proof = new LedgerProof(Optional.of(shop.root()));
        for (int i = 0; i < these.size(); i++) {
            proof.prove(these.subList(0, i), Optional.empty());
        }
        assertThat(verdict(proof, these)).as("entry by entry").isEqualTo(whole);
        return whole;
    }

    private static String verdict(LedgerProof proof, List<SignedEntry> these) {
        return switch (proof.prove(these, Optional.empty())) {
            case LedgerProof.Result.Broken(var file, var why) -> file + ": " + why;
            case LedgerProof.Result.Sound sound ->
                DecisionAudit.of(sound.history(), sound.settings()).stream()
                        .map(objection -> objection.entry() + ": " + objection.why())
                        .findFirst()
                        .orElse("sound");
        };
    }

    private static String verdict(LedgerProof proof, SortedMap<String, byte[]> files) {
        return switch (LedgerFolder.read(files)) {
            case LedgerFolder.Reading.Broken(var file, var why) -> file + ": " + why;
            case LedgerFolder.Reading.Entries(var these) -> verdict(proof, these);
        };
    }

    @Test
    void one_flipped_bit_in_any_region_breaks_it() {
        whole();
        SortedMap<String, byte[]> files = new TreeMap<>();
        entries.forEach(entry -> files.putAll(LedgerFolder.files(entry)));
        LedgerProof proof = new LedgerProof(Optional.of(shop.root()));
        assertThat(verdict(proof, files)).isEqualTo("sound");
        int tried = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] bytes = file.getValue();
            // A byte of every line, the first and the last.
            for (int i = 0; i < bytes.length; i = i == bytes.length - 1 ? i + 1 : Math.min(i + 29, bytes.length - 1)) {
                bytes[i] ^= 1;
                assertThat(verdict(proof, files))
                        .as("%s byte %d", file.getKey(), i)
                        .isNotEqualTo("sound");
                bytes[i] ^= 1;
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(400);
        assertThat(verdict(proof, files)).isEqualTo("sound");
    }

    @Test
    void entries_before_the_repository_s_settings_bear_the_key_that_these_name() {
        add("mallory", shop.founding().getFirst());
        assertThat(verdict(entries)).isEqualTo("sound");
        add("attestor", shop.founding().get(1));
        assertThat(verdict(entries)).contains("00000001-settings.txt").contains("did not name then");
    }

    @Test
    void a_change_of_the_key_may_be_recorded_by_either_and_then_only_the_new_one_counts() {
        Fact change = shop.settings(shop.repository(2, "attestor2"), "ada", "ben");
        for (String recorder : List.of("attestor", "attestor2")) {
            entries.clear();
            last = Optional.empty();
            whole();
            add(recorder, change);
            assertThat(verdict(entries)).as(recorder).isEqualTo("sound");
            add("attestor", shop.vote("ada", "withdraw", 1));
            assertThat(verdict(entries)).contains("00000009-vote.txt");
            entries.removeLast();
        }
    }

    @Test
    void a_ledger_is_of_one_repository() {
        whole();
        var other = shop.repository(1, "attestor");
        other.getMetadata().setName("other");
        add("attestor", shop.settings(other, "ada", "ben"));
        assertThat(verdict(entries)).contains("this is the ledger of infra");
    }

    @Test
    void a_vote_is_judged_by_the_roster_of_its_time() {
        add("attestor", shop.founding().toArray(Fact[]::new));
        add("attestor", shop.vote("ada", "approve", 1));
        var without = shop.roster(2);
        without.getSpec().people = List.of(without.getSpec().people.get(1));
        without.getSpec().settingsSigners = List.of("ben");
        add("attestor", shop.settings(without, "ada", "ben"));
        assertThat(verdict(entries)).isEqualTo("sound");
        // Approved after she left: her vote counts no more.
        add("attestor", shop.approved(1, 1, "ada"));
        assertThat(verdict(entries)).contains("7: its quorum is not there");
    }

    @Test
    void an_approval_rests_on_the_settings_that_were_recorded_before_it() {
        // A policy that came into force in between: what the votes name is not what is in force any more.
        add("attestor", shop.founding().toArray(Fact[]::new));
        add("attestor", shop.vote("ada", "approve", 1), shop.settings(shop.policy(2), "ada", "ben"));
        add("attestor", shop.approved(1, 1, "ada"));
        assertThat(verdict(entries)).contains("7: its Settings-SHA256 is not the digest of the settings");
    }

    @Test
    void nor_on_settings_without_a_guard_that_stands_in_the_ledger_and_not_on_none() {
        add("attestor", shop.founding().toArray(Fact[]::new));
        add("attestor", shop.settings(shop.guard(1, "aws_db_instance.main"), "ada", "ben"));
        add("attestor", shop.vote("ada", "approve", 1), shop.approved(1, 1, "ada"));
        assertThat(verdict(entries)).contains("7: its Settings-SHA256");
        entries.clear();
        last = Optional.empty();
        add("attestor", shop.founding().subList(0, 3).toArray(Fact[]::new));
        add("attestor", shop.vote("ada", "approve", 1), shop.approved(1, 1, "ada"));
        assertThat(verdict(entries)).contains("5: the settings of the stack shop-prod are not recorded before it");
    }

    @Test
    void a_vote_recorded_after_its_round_expired_is_objected_to() {
        add("attestor", shop.founding().toArray(Fact[]::new));
        time = Shop.NOW.plus(Duration.ofDays(3));
        add("attestor", shop.vote("ada", "approve", 1));
        assertThat(verdict(entries)).contains("5: the vote does not verify: the round expired");
    }

    @Test
    void what_was_verified_once_is_not_verified_again_but_never_taken_for_another() {
        whole();
        LedgerProof proof = new LedgerProof(Optional.of(shop.root()));
        assertThat(proof.prove(entries, Optional.empty())).isInstanceOf(LedgerProof.Result.Sound.class);
        SignedEntry old = entries.getLast();
        entries.set(
                entries.size() - 1,
                new SignedEntry(old.file(), old.bytes(), entries.getFirst().signature(), old.attachments()));
        assertThat(proof.prove(entries, Optional.empty())).isInstanceOf(LedgerProof.Result.Broken.class);
    }

    @Test
    void a_history_that_was_given_out_stays_as_it_was_when_entries_come_on_top() {
        add("attestor", shop.founding().toArray(Fact[]::new));
        add("attestor", shop.vote("ada", "approve", 1));
        LedgerProof proof = new LedgerProof(Optional.of(shop.root()));
        History before = ((LedgerProof.Result.Sound) proof.prove(entries, Optional.empty())).history();
        long number = before.number();
        add("attestor", shop.vote("ada", "reject", 1));
        History after = ((LedgerProof.Result.Sound) proof.prove(entries, Optional.empty())).history();

        String uid = shop.template(1).subject().uid();
        assertThat(before.number()).isEqualTo(number);
        assertThat(before.recorded(uid, 1).rejected()).isEmpty();
        assertThat(after.number()).isEqualTo(number + 1);
        assertThat(after.recorded(uid, 1).rejected()).containsExactly("ada");
    }
}
