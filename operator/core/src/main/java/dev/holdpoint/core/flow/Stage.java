package dev.holdpoint.core.flow;

/** Where a change stands. The same names as the phases that the API server guards with transition rules. */
public enum Stage {
    NEW,
    PENDING,
    OPEN,
    PLANNING,
    REFUSED,
    AWAITING_APPROVAL,
    APPROVED,
    REJECTED,
    APPLYING,
    APPLIED,
    FAILED,
    WITHDRAWN,
    SUPERSEDED,
    EXPIRED;

    /** True when no edge leads on from here. */
    public boolean isEnd() {
        return switch (this) {
            case APPLIED, FAILED, WITHDRAWN, SUPERSEDED, EXPIRED -> true;
            case NEW, PENDING, OPEN, PLANNING, REFUSED, AWAITING_APPROVAL, APPROVED, REJECTED, APPLYING -> false;
        };
    }
}
