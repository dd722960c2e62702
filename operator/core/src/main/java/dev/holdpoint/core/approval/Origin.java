package dev.holdpoint.core.approval;

import java.util.Set;

/**
 * Where a change comes from. Whoever stands behind it may not vote on it.
 *
 * @param requester the account that asked: a user name in the cluster, or the reserved form of a forge account
 * @param emails of every author and co-author of the change's commits, any case; the change can only add to them
 */
public record Origin(String requester, Set<String> emails) {
    /** Copies its collections. */
    public Origin {
        emails = Set.copyOf(emails);
    }
}
