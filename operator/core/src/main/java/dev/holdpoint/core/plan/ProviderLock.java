package dev.holdpoint.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The providers of a run, each pinned to one version and to the contents of its package: what the engines' dependency
 * lock file ({@code .terraform.lock.hcl}) says, without what does not pin anything. Every entry has exactly one hash, of
 * the scheme {@code h1}: an engine that finds only {@code zh} hashes takes an unpacked package unseen and writes down
 * whatever it found.
 *
 * @param entries by address; no address twice
 */
public record ProviderLock(List<Entry> entries) {
    /** No provider but those built into the engine. */
    public static final ProviderLock NONE = new ProviderLock(List.of());

    /** A block as the engines write it. Constraints come from the configuration and pin nothing. */
    private static final Pattern BLOCK = Pattern.compile("provider \"([^\"]*)\" \\{\\s*version\\s*=\\s*\"([^\"]*)\""
            + "\\s*(?:constraints\\s*=\\s*\"[^\"]*\"\\s*)?hashes\\s*=\\s*\\[\\s*\"([^\"]*)\",?\\s*\\]\\s*\\}\\s*");

    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#.*$");

    public ProviderLock {
        entries = entries.stream().sorted(Comparator.comparing(Entry::address)).toList();
        Set<String> addresses = new HashSet<>();
        for (Entry entry : entries) {
            if (!addresses.add(entry.address())) {
                throw new IllegalArgumentException("the provider " + entry.address() + " is there twice");
            }
        }
    }

    /**
     * One provider.
     *
     * @param address host, namespace and type, as {@code registry.opentofu.org/hashicorp/aws}
     * @param version exactly, as {@code 5.100.0}
     * @param h1 hash over the files of the unpacked package, as {@code h1:…} (Go's {@code dirhash.Hash1})
     */
    public record Entry(String address, String version, String h1) {
        private static final Pattern ADDRESS =
                Pattern.compile("[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9][a-z0-9_-]*){2}");
        private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?");
        private static final Pattern H1 = Pattern.compile("h1:[A-Za-z0-9+/]{43}=");

        /** @throws IllegalArgumentException if a part has another form; the message says which */
        public Entry {
            check(ADDRESS, address, "an address of a provider, host/namespace/type");
            check(VERSION, version, "a version, as 5.100.0");
            check(H1, h1, "an h1 hash, h1: and 44 characters");
        }

        private static void check(Pattern form, String value, String otherwise) {
            if (value == null || !form.matcher(value).matches()) {
                throw new IllegalArgumentException("`" + value + "` is not " + otherwise);
            }
        }
    }

    /** What became of reading a lock file. */
    public sealed interface Reading {
        record Sound(ProviderLock lock) implements Reading {}

        /** @param why a sentence about the first thing that is wrong */
        record Unreadable(String why) implements Reading {}
    }

    /** Reads a lock file of an engine. Whatever an engine would not write itself makes it unreadable. */
    public static Reading read(String text) {
        String left = COMMENT.matcher(text).replaceAll("").strip();
        Matcher block = BLOCK.matcher(left);
        List<Entry> entries = new ArrayList<>();
        try {
            while (block.regionStart() < left.length()) {
                if (!block.lookingAt()) {
                    return otherForm();
                }
                entries.add(new Entry(block.group(1), block.group(2), block.group(3)));
                block.region(block.end(), left.length());
            }
            return new Reading.Sound(new ProviderLock(entries));
        } catch (IllegalArgumentException e) {
            return new Reading.Unreadable("the dependency lock is not to be used: " + e.getMessage());
        }
    }

    private static Reading otherForm() {
        return new Reading.Unreadable("the dependency lock holds something else than providers with one h1 hash each");
    }

    /** The lock file, in one form: the same providers are the same bytes. Empty when there are none. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            text.append("provider \"").append(entry.address()).append("\" {\n  version = \"");
            text.append(entry.version()).append("\"\n  hashes = [\n    \"").append(entry.h1());
            text.append("\",\n  ]\n}\n");
        }
        return text.toString();
    }

    /** What is in this lock and not, unchanged, in that one; empty when this one is that one or a part of it. */
    public Optional<Entry> beyond(ProviderLock whole) {
        return entries.stream()
                .filter(entry -> !whole.entries().contains(entry))
                .findFirst();
    }
}
