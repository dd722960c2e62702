package dev.holdpoint.core.verdict;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Small turns of phrase that several rules share. */
final class Sentences {
    private static final int SHOWN = 12;

    private Sentences() {}

    /** The first dozen, and how many there are in all. */
    static String list(Collection<String> all) {
        return first(all.stream().sorted().toList());
    }

    /** The same, in the order given. */
    static String first(List<String> all) {
        String shown = all.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return all.size() <= SHOWN ? shown : shown + " (" + SHOWN + " of " + all.size() + " shown)";
    }

    static String count(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }
}
