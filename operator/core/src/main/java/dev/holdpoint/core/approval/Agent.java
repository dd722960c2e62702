package dev.holdpoint.core.approval;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One agent or bot, and the people who answer for it: they are in the chain of whatever it asks for.
 *
 * @param account its user name in the cluster, or the reserved form of a forge account
 * @param owners names of people on the same roster
 * @param emails addresses that it commits with; kept in lower case
 */
public record Agent(String account, Set<String> owners, Set<String> emails) {
    /** Copies its collections; addresses become lower case, so that one spelling is one address. */
    public Agent {
        owners = Set.copyOf(owners);
        emails = emails.stream().map(e -> e.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
