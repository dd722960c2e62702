package dev.holdpoint.api;

/** Where a change stands. The legal edges are CRD transition rules, so even the operator cannot skip one. */
public enum Phase {
    /** Seen by the operator, nothing done yet. */
    Pending,
    /** Its branch stands in Git. */
    Open,
    /** A plan of the current round is being made. */
    Planning,
    /** The verdict refuses this plan; a new push opens a new round. */
    Refused,
    /** The plan lies before the reviewers. */
    AwaitingApproval,
    /** Enough people signed this very plan. */
    Approved,
    /** Somebody signed a reject. */
    Rejected,
    /** The apply pod holds the lock. */
    Applying,
    /** Done and recorded; an end. */
    Applied,
    /** Tried and not done; an end. */
    Failed,
    /** Taken back by the requester; an end. */
    Withdrawn,
    /** Replaced by a newer change; an end. */
    Superseded,
    /** Nobody decided in time; an end. */
    Expired
}
