package dev.holdpoint.core.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the ledger lies in the branch {@code holdpoint-ledger}: {@code entries/00000001-vote.txt}, its signature
 * {@code entries/00000001-vote.sig}, what is attached in {@code entries/00000001-vote/}, and a README. Nothing else.
 */
public final class LedgerFolder {
    /** Full name of the branch. */
    public static final String BRANCH = "refs/heads/holdpoint-ledger";

    /** The folder of the entries. */
    public static final String ENTRIES = "entries";

    /** The file that says what the branch is. */
    public static final String README = "README.md";

    /** What that file says. */
    public static final String README_TEXT = """
            # The ledger of Holdpoint

            Every decision about changes of this repository, in order: settings that came into force, votes, approvals,
            which pod might apply, and how each change ended. Each file in `entries/` names the digest of the one before
            it and is signed by the attestor (SSHSIG, namespace `holdpoint-ledger`); votes, templates and reviews lie
            beside it.

            Do not edit, merge or rebase this branch: Holdpoint stops when a link does not hold.

            Anybody with a clone can check all of it, without a cluster and without trusting anyone but the fingerprint
            of the first roster:

                holdpoint verify --repo . --root FINGERPRINT [--head DIGEST]
            """;

    /** Most bytes of an entry or its signature. */
    public static final int MAX_TEXT = 65_536;

    /** Most attachments of one entry. */
    public static final int MAX_ATTACHMENTS = 8;

    private static final Pattern PATH =
            Pattern.compile("entries/([0-9]{8}-[a-z]{1,16})(?:([.]txt)|([.]sig)|/([A-Za-z0-9][A-Za-z0-9._-]{0,127}))");

    private LedgerFolder() {}

    /** What a folder came to. */
    public sealed interface Reading {
        /** Entries in the order of their names, nothing about them believed yet. */
        record Entries(List<SignedEntry> entries) implements Reading {}

        /** A file that does not belong, or is missing. */
        record Broken(String file, String why) implements Reading {}
    }

    /** {@code entries/00000001-vote.txt}. */
    static String fileOf(Entry entry) {
        return stem(entry) + ".txt";
    }

    private static String stem(Entry entry) {
        return ENTRIES + "/" + "%08d".formatted(entry.number()) + "-"
                + entry.kind().word();
    }

    /** The entry whose text, signature or attachment lies at this path; empty when none can. */
    public static Optional<String> entryOf(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() ? Optional.of(ENTRIES + "/" + matcher.group(1) + ".txt") : Optional.empty();
    }

    /** An entry with its signature and attachments, as it will lie in the folder. */
    public static SignedEntry entry(Entry entry, String signature, Map<String, byte[]> attachments) {
        return new SignedEntry(fileOf(entry), entry.bytes(), signature, attachments);
    }

    /** The files of one entry, by path. */
    public static SortedMap<String, byte[]> files(SignedEntry entry) {
        String stem = entry.file().substring(0, entry.file().length() - ".txt".length());
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(entry.file(), entry.bytes());
        files.put(stem + ".sig", entry.signature().getBytes(StandardCharsets.ISO_8859_1));
        entry.attachments().forEach((name, bytes) -> files.put(stem + "/" + name, bytes));
        return files;
    }

    /** Puts files together to entries. */
    public static Reading read(Map<String, byte[]> files) {
        SortedMap<String, Parts> byStem = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            if (file.getKey().equals(README)) {
                continue;
            }
            Matcher path = PATH.matcher(file.getKey());
            if (!path.matches()) {
                return new Reading.Broken(file.getKey(), "it does not belong in a ledger");
            }
            Parts parts = byStem.computeIfAbsent(path.group(1), stem -> new Parts());
            if (path.group(4) != null) {
                parts.attachments.put(path.group(4), file.getValue());
            } else if (file.getValue().length > MAX_TEXT) {
                return new Reading.Broken(file.getKey(), "it has more than " + MAX_TEXT + " bytes");
            } else if (path.group(2) != null) {
                parts.text = file.getValue();
            } else {
                parts.signature = file.getValue();
            }
        }
        return together(byStem);
    }

    private static Reading together(SortedMap<String, Parts> byStem) {
        List<SignedEntry> entries = new ArrayList<>();
        for (Map.Entry<String, Parts> named : byStem.entrySet()) {
            String stem = ENTRIES + "/" + named.getKey();
            Parts parts = named.getValue();
            if (parts.text == null) {
                return new Reading.Broken(stem + ".txt", "it is missing, and what belongs to it is there");
            }
            if (parts.signature == null) {
                return new Reading.Broken(stem + ".txt", "its signature " + stem + ".sig is missing");
            }
            if (parts.attachments.size() > MAX_ATTACHMENTS) {
                return new Reading.Broken(stem + ".txt", "it has more than " + MAX_ATTACHMENTS + " attachments");
            }
            entries.add(new SignedEntry(
                    stem + ".txt",
                    parts.text,
                    new String(parts.signature, StandardCharsets.ISO_8859_1),
                    parts.attachments));
        }
        return new Reading.Entries(List.copyOf(entries));
    }

    private static final class Parts {
        private byte[] text;
        private byte[] signature;
        private final Map<String, byte[]> attachments = new HashMap<>();
    }
}
