package dev.holdpoint.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChainTest {
    private final Book book = Book.whole();

    private static byte[] replaced(byte[] bytes, String from, String to) {
        return new String(bytes, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void an_honest_chain_is_sound_and_anchored_by_any_head_it_ever_had() {
        assertThat(book.entries).hasSize(6);
        for (SignedEntry entry : book.entries) {
            assertThat(Chain.verify(book.entries, Book::sealed, Optional.of(Sha256.of(entry.bytes()))))
                    .isInstanceOfSatisfying(
                            Chain.Result.Sound.class,
                            s -> assertThat(s.anchored()).isTrue());
        }
    }

    @Test
    void without_an_anchor_it_is_sound_but_not_anchored() {
        assertThat(Chain.verify(book.entries, Book::sealed, Optional.empty()))
                .isInstanceOfSatisfying(
                        Chain.Result.Sound.class, s -> assertThat(s.anchored()).isFalse());
    }

    @Test
    void a_cut_tail_is_seen_by_whoever_noted_the_head() {
        Sha256 head = Sha256.of(book.entries.removeLast().bytes());
        assertThat(book.verdict(Optional.of(head))).contains("rewritten or cut");
    }

    @Test
    void a_left_out_entry_breaks_the_chain() {
        book.entries.remove(1);
        assertThat(book.verdict()).contains("00000003-vote.txt: it says number 3, its place is 2");
    }

    @Test
    void an_altered_entry_is_not_signed() {
        SignedEntry old = book.entries.get(3);
        book.entries.set(
                3,
                new SignedEntry(
                        old.file(), replaced(old.bytes(), "Order: 1", "Order: 2"), old.signature(), old.attachments()));
        assertThat(book.verdict()).contains("00000004-approved.txt: the attestor did not sign it");
    }

    @Test
    void a_rewritten_past_signed_by_the_attestor_itself_does_not_link() {
        book.entries.set(0, new Book().add(Book.settings(9)).entries.getFirst());
        assertThat(book.verdict()).contains("00000002-vote.txt: it does not follow");
    }

    @Test
    void an_altered_missing_or_additional_attachment_is_seen() {
        SignedEntry vote = book.entries.get(1);
        Map<String, byte[]> attachments = new HashMap<>(vote.attachments());
        attachments.put(VoteRecorded.TAG, new byte[] {1});
        book.entries.set(1, new SignedEntry(vote.file(), vote.bytes(), vote.signature(), attachments));
        assertThat(book.verdict()).contains("vote.tag is missing or altered");
        attachments.remove(VoteRecorded.TAG);
        book.entries.set(1, new SignedEntry(vote.file(), vote.bytes(), vote.signature(), attachments));
        assertThat(book.verdict()).contains("vote.tag is missing or altered");
        attachments.putAll(vote.attachments());
        attachments.put("more.txt", new byte[0]);
        book.entries.set(1, new SignedEntry(vote.file(), vote.bytes(), vote.signature(), attachments));
        assertThat(book.verdict()).contains("attachments that it does not name");
    }

    @Test
    void an_entry_in_a_file_of_another_name_is_seen() {
        SignedEntry vote = book.entries.get(1);
        book.entries.set(
                1, new SignedEntry("entries/00000002-ended.txt", vote.bytes(), vote.signature(), vote.attachments()));
        assertThat(book.verdict()).contains("its file would be called entries/00000002-vote.txt");
    }

    @Test
    void one_flipped_bit_anywhere_breaks_it() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        book.entries.forEach(entry -> files.putAll(LedgerFolder.files(entry)));
        assertThat(verdict(files)).isEqualTo("sound");
        int tried = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] bytes = file.getValue();
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 1;
                assertThat(verdict(files)).as("%s byte %d", file.getKey(), i).isNotEqualTo("sound");
                bytes[i] ^= 1;
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(4000);
    }

    private static String verdict(SortedMap<String, byte[]> files) {
        return switch (LedgerFolder.read(files)) {
            case LedgerFolder.Reading.Broken(var file, var why) -> file + ": " + why;
            case LedgerFolder.Reading.Entries(var entries) ->
                switch (Chain.verify(entries, Book::sealed, Optional.empty())) {
                    case Chain.Result.Sound sound -> "sound";
                    case Chain.Result.Broken(var file, var why) -> file + ": " + why;
                };
        };
    }

    @Test
    void a_folder_with_anything_else_in_it_is_no_ledger() {
        SortedMap<String, byte[]> files = LedgerFolder.files(book.entries.getFirst());
        files.put("README.md", new byte[0]);
        assertThat(verdict(files)).isEqualTo("sound");
        for (String stray : List.of("entries/notes.txt", "main.tf", "entries/00000001-settings/../x", "entries/1")) {
            SortedMap<String, byte[]> more = new TreeMap<>(files);
            more.put(stray, new byte[0]);
            assertThat(verdict(more)).isEqualTo(stray + ": it does not belong in a ledger");
        }
        files.remove("entries/00000001-settings.sig");
        assertThat(verdict(files)).contains("its signature entries/00000001-settings.sig is missing");
    }

    @Test
    void an_entry_reads_back_as_it_was_written() {
        for (SignedEntry raw : book.entries) {
            assertThat(Entry.parse(raw.bytes())).map(Entry::bytes).contains(raw.bytes());
        }
    }

    @Test
    void text_that_would_be_written_differently_is_no_entry() {
        byte[] loose = replaced(book.entries.get(1).bytes(), "Person: ada", "Person: ada\nAnother:ada");
        assertThat(Entry.parse(loose)).isEmpty();
        assertThat(Entry.parse(new byte[0])).isEmpty();
    }

    @Test
    void a_value_cannot_smuggle_in_a_line() {
        assertThatThrownBy(() -> Entry.after(
                        Optional.empty(), Book.NOON, EntryKind.VOTE, Map.of("Person", "ada\nKind: applied"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Entry.after(Optional.empty(), Book.NOON, EntryKind.VOTE, Map.of("Kind", "applied"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
