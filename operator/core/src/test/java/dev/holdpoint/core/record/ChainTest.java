package dev.holdpoint.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final byte[] TAG = "tag bytes".getBytes(StandardCharsets.UTF_8);
    /** Stands for the attestor's key; the real verifier is tested with real signatures elsewhere. */
    private static boolean byAttestor(byte[] bytes, String signature) {
        return signature.equals("by attestor over " + Sha256.of(bytes).hex());
    }

    private static SignedEntry signed(Entry entry) {
        return new SignedEntry(
                "entries/" + entry.number(),
                entry.bytes(),
                "by attestor over " + entry.digest().hex(),
                entry.attachments().isEmpty() ? Map.of() : Map.of("vote.tag", TAG));
    }

    private static List<Entry> three() {
        Entry one = Entry.after(
                Optional.empty(), NOW, EntryKind.VOTE, Map.of("Person", "ada"), Map.of("vote.tag", Sha256.of(TAG)));
        Entry two = Entry.after(Optional.of(one), NOW, EntryKind.APPROVED, Map.of("Order", "1"), Map.of());
        Entry three = Entry.after(Optional.of(two), NOW, EntryKind.APPLIED, Map.of("Order", "1"), Map.of());
        return List.of(one, two, three);
    }

    private static List<SignedEntry> ledger() {
        return new ArrayList<>(three().stream().map(ChainTest::signed).toList());
    }

    private static String broken(List<SignedEntry> entries, Optional<Sha256> head) {
        return switch (Chain.verify(entries, ChainTest::byAttestor, head)) {
            case Chain.Result.Broken b -> b.file() + ": " + b.why();
            case Chain.Result.Sound s -> "sound";
        };
    }

    @Test
    void an_honest_chain_is_sound_and_anchored_by_any_head_it_ever_had() {
        for (Entry entry : three()) {
            assertThat(Chain.verify(ledger(), ChainTest::byAttestor, Optional.of(entry.digest())))
                    .isInstanceOfSatisfying(
                            Chain.Result.Sound.class,
                            s -> assertThat(s.anchored()).isTrue());
        }
    }

    @Test
    void without_an_anchor_it_is_sound_but_not_anchored() {
        assertThat(Chain.verify(ledger(), ChainTest::byAttestor, Optional.empty()))
                .isInstanceOfSatisfying(
                        Chain.Result.Sound.class, s -> assertThat(s.anchored()).isFalse());
    }

    @Test
    void a_cut_tail_is_seen_by_whoever_noted_the_head() {
        List<SignedEntry> cut = ledger();
        cut.removeLast();
        assertThat(broken(cut, Optional.of(three().get(2).digest()))).contains("rewritten or cut");
    }

    @Test
    void a_left_out_entry_breaks_the_chain() {
        List<SignedEntry> cut = ledger();
        cut.remove(1);
        assertThat(broken(cut, Optional.empty())).contains("its place is 2");
    }

    @Test
    void an_altered_entry_is_not_signed() {
        List<SignedEntry> altered = ledger();
        SignedEntry last = altered.getLast();
        byte[] bytes = new String(last.bytes(), StandardCharsets.UTF_8)
                .replace("Order: 1", "Order: 2")
                .getBytes(StandardCharsets.UTF_8);
        altered.set(2, new SignedEntry(last.file(), bytes, last.signature(), Map.of()));
        assertThat(broken(altered, Optional.empty())).contains("did not sign");
    }

    @Test
    void a_rewritten_past_signed_by_the_attestor_itself_does_not_link() {
        List<SignedEntry> altered = ledger();
        Entry forged = Entry.after(Optional.empty(), NOW, EntryKind.VOTE, Map.of("Person", "mallory"), Map.of());
        altered.set(0, signed(forged));
        assertThat(broken(altered, Optional.empty())).contains("does not follow");
    }

    @Test
    void an_altered_attachment_is_seen() {
        List<SignedEntry> altered = ledger();
        SignedEntry first = altered.getFirst();
        altered.set(
                0, new SignedEntry(first.file(), first.bytes(), first.signature(), Map.of("vote.tag", new byte[] {1})));
        assertThat(broken(altered, Optional.empty())).contains("vote.tag is missing or altered");
    }

    @Test
    void an_entry_reads_back_as_it_was_written() {
        for (Entry entry : three()) {
            assertThat(Entry.parse(entry.bytes())).contains(entry);
        }
    }

    @Test
    void text_that_would_be_written_differently_is_no_entry() {
        byte[] loose = new String(three().getFirst().bytes(), StandardCharsets.UTF_8)
                .replace("Person: ada", "Person: ada\nAnother:ada")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Entry.parse(loose)).isEmpty();
        assertThat(Entry.parse(new byte[0])).isEmpty();
    }

    @Test
    void a_value_cannot_smuggle_in_a_line() {
        assertThatThrownBy(() -> Entry.after(
                        Optional.empty(), NOW, EntryKind.VOTE, Map.of("Person", "ada\nKind: applied"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> Entry.after(Optional.empty(), NOW, EntryKind.VOTE, Map.of("Kind", "applied"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
