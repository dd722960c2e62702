package dev.holdpoint.core.apply;

import dev.holdpoint.core.approval.Approval;
import dev.holdpoint.core.digest.Sha256;
import java.util.Optional;

/**
 * The one thing that can be applied: an approval that was judged just now, with its number in the stack's queue and the
 * pod that the ledger names for it. There is no other way to make one, so nothing can be applied that nobody approved.
 */
public final class ApplyOrder {
    private final Approval approval;
    private final long number;
    private final String podUid;

    private ApplyOrder(Approval approval, long number, String podUid) {
        this.approval = approval;
        this.number = number;
        this.podUid = podUid;
    }

    /**
     * Makes the order for the pod that asks, if the ledger names this very pod for this very number.
     *
     * @param approval judged just now, from votes read from their source
     * @param number as the ledger numbered it; rising per stack
     * @param intent the pod that the ledger names for the number; empty when it names none
     * @param podUid the pod that asks
     * @return nothing when the ledger names another pod or none: an order is for one pod, for ever
     */
    public static Optional<ApplyOrder> of(Approval approval, long number, Optional<String> intent, String podUid) {
        if (number < 1 || podUid.isEmpty() || !intent.equals(Optional.of(podUid))) {
            return Optional.empty();
        }
        return Optional.of(new ApplyOrder(approval, number, podUid));
    }

    /** The approval it rests on. */
    public Approval approval() {
        return approval;
    }

    /** Its number; a stack never claims a number twice. */
    public long number() {
        return number;
    }

    /** The only pod that may claim it. */
    public String podUid() {
        return podUid;
    }

    /** The digest of the bytes that the engine gets. */
    public Sha256 plan() {
        return approval.plan();
    }
}
