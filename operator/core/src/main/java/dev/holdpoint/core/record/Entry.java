package dev.holdpoint.core.record;

import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One decision, as text that a person can read and a program reads back byte for byte.
 *
 * @param number from 1, without gaps
 * @param previous digest of the entry before; all zeros for the first
 * @param time by the attestor's clock
 * @param kind what is recorded
 * @param fields names and values, one line each
 * @param attachments file name to digest of what lies beside the entry
 */
public record Entry(
        long number,
        Sha256 previous,
        Instant time,
        EntryKind kind,
        SortedMap<String, String> fields,
        SortedMap<String, Sha256> attachments) {
    /** What stands before the first entry. */
    public static final Sha256 ROOT = Sha256.parse("0".repeat(64));

    private static final String TITLE = "holdpoint ledger v1";
    private static final Pattern FIELD = Pattern.compile("[A-Z][A-Za-z0-9-]{0,63}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final int MAX_VALUE = 2048;

    /** @throws IllegalArgumentException if a name or value could not stand in its line */
    public Entry {
        require(number >= 1, "entries are numbered from 1");
        fields.forEach((name, value) -> {
            require(FIELD.matcher(name).matches() && !reserved(name), "not a field name: " + name);
            require(
                    value.length() <= MAX_VALUE && value.chars().noneMatch(c -> c < ' ' || c == 0x7f),
                    "the value of " + name + " does not fit into one line");
        });
        attachments.keySet().forEach(name -> require(FILE.matcher(name).matches(), "not a file name: " + name));
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        attachments = Collections.unmodifiableSortedMap(new TreeMap<>(attachments));
    }

    private static boolean reserved(String name) {
        return switch (name) {
            case "Number", "Previous", "Time", "Kind", "Attachment" -> true;
            default -> false;
        };
    }

    /** The next entry after {@code last}, or the first one. */
    public static Entry after(
            Optional<Entry> last,
            Instant time,
            EntryKind kind,
            Map<String, String> fields,
            Map<String, Sha256> attachments) {
        return new Entry(
                last.map(Entry::number).orElse(0L) + 1,
                last.map(Entry::digest).orElse(ROOT),
                time,
                kind,
                new TreeMap<>(fields),
                new TreeMap<>(attachments));
    }

    /** A field's value, or an empty text. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The text that is signed and whose digest the next entry names. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(TITLE).append("\n\n");
        text.append("Number: ").append(number).append('\n');
        text.append("Previous: ").append(previous.hex()).append('\n');
        text.append("Time: ").append(time).append('\n');
        text.append("Kind: ").append(kind.word()).append('\n');
        fields.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        attachments.forEach((name, digest) -> text.append("Attachment: ")
                .append(digest.hex())
                .append(' ')
                .append(name)
                .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The name of this entry. */
    public Sha256 digest() {
        return Sha256.of(bytes());
    }

    /** Reads an entry back; anything that would not be written the same way again is refused. */
    public static Optional<Entry> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String[] lines = text.split("\n", -1);
        if (lines.length < 7 || !lines[0].equals(TITLE) || !lines[1].isEmpty()) {
            return Optional.empty();
        }
        try {
            SortedMap<String, String> fields = new TreeMap<>();
            SortedMap<String, Sha256> attachments = new TreeMap<>();
            for (int i = 6; i < lines.length - 1; i++) {
                if (lines[i].startsWith("Attachment: ")) {
                    String[] parts = value(lines[i], "Attachment").split(" ", 2);
                    attachments.put(parts[1], Sha256.parse(parts[0]));
                } else {
                    int colon = lines[i].indexOf(": ");
                    fields.put(lines[i].substring(0, colon), lines[i].substring(colon + 2));
                }
            }
            Entry entry = new Entry(
                    Long.parseLong(value(lines[2], "Number")),
                    Sha256.parse(value(lines[3], "Previous")),
                    Instant.parse(value(lines[4], "Time")),
                    EntryKind.of(value(lines[5], "Kind")).orElseThrow(IllegalArgumentException::new),
                    fields,
                    attachments);
            return Arrays.equals(entry.bytes(), bytes) ? Optional.of(entry) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            // Whatever is wrong with the text, it is not an entry; the chain says which one it is.
            return Optional.empty();
        }
    }

    private static String value(String line, String name) {
        require(line.startsWith(name + ": "), "expected " + name);
        return line.substring(name.length() + 2);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
