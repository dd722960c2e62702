package dev.holdpoint.core.approval;

import dev.holdpoint.core.verdict.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One human on the roster.
 *
 * @param name short, used in tag names
 * @param emails by which authors of commits are known; kept in lower case
 * @param accounts user names in the cluster
 * @param keys what this person signs with
 * @param stacks the stacks that this person may vote on; empty when all
 * @param maxTier the highest tier that this person may vote on
 */
public record Person(
        String name,
        Set<String> emails,
        Set<String> accounts,
        List<Key> keys,
        Optional<Set<String>> stacks,
        Tier maxTier) {

    /** A key that joined the roster counts for the critical tier only after this time, so that its theft can be seen. */
    public static final Duration CRITICAL_KEY_AGE = Duration.ofHours(24);

    /** Copies its collections; addresses become lower case, so that one spelling is one address. */
    public Person {
        emails = emails.stream().map(e -> e.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        accounts = Set.copyOf(accounts);
        keys = List.copyOf(keys);
        stacks = stacks.map(Set::copyOf);
    }

    /**
     * One public key and when it joined.
     *
     * @param added by the roster's word, which people signed
     */
    public record Key(SshPublicKey key, Instant added) {

        /** Why this key does not count at this tier now, or nothing. */
        Optional<String> objection(Tier tier, Instant now) {
            if (now.isBefore(added)) {
                return Optional.of("this key counts from " + added);
            }
            Instant oldEnough = added.plus(CRITICAL_KEY_AGE);
            if (tier == Tier.CRITICAL && now.isBefore(oldEnough)) {
                return Optional.of("a new key counts for the critical tier after 24 hours, this one at " + oldEnough);
            }
            return Optional.empty();
        }
    }

    boolean mayVoteOn(String stack) {
        return stacks.map(names -> names.contains(stack)).orElse(true);
    }
}
