package dev.holdpoint.core.approval;

import dev.holdpoint.core.digest.Sha256;
import java.util.Set;

/**
 * What the ledger already holds about one round.
 *
 * @param votes digests of recorded tags; an approval counts only when it is among them
 * @param rejected people whose reject stands, though its tag may be gone
 * @param withdrawn people whose withdrawal stands, though its tag may be gone
 */
public record Recorded(Set<Sha256> votes, Set<String> rejected, Set<String> withdrawn) {
    /** Copies its sets. */
    public Recorded {
        votes = Set.copyOf(votes);
        rejected = Set.copyOf(rejected);
        withdrawn = Set.copyOf(withdrawn);
    }

    /** Of a round of which nothing was recorded. */
    public static Recorded nothing() {
        return new Recorded(Set.of(), Set.of(), Set.of());
    }
}
