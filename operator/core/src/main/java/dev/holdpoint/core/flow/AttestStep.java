package dev.holdpoint.core.flow;

/** One effect of the attestor. Every step is safe to repeat. */
public sealed interface AttestStep {
    /** Start its own render Job. */
    record StartRender(int attempt) implements AttestStep {}

    /** Append the new votes to the ledger. */
    record RecordVotes() implements AttestStep {}

    /** Number the order in the ledger. */
    record NumberOrder() implements AttestStep {}

    /** Write the grant by which the API server knows that the plan is approved. */
    record WriteGrant(long order) implements AttestStep {}

    /** Move the change to Approved. */
    record MarkApproved(long order) implements AttestStep {}

    /** Move the change to Rejected. */
    record MarkRejected() implements AttestStep {}

    /** Let a new round begin, though this one was rejected: more people than the quorum want it, on record. */
    record MarkOverruled() implements AttestStep {}

    /** Say that the preview is not what the attestor derives. */
    record Alarm(String what) implements AttestStep {}

    /** Push order and pod to the ledger: only that pod may claim. */
    record PushIntent(long order, String podUid) implements AttestStep {}

    /** Delete the grant once the order is claimed or the change has ended. */
    record DropGrant() implements AttestStep {}

    /** Remove the pod object of an apply run that came to an end, so that its token dies. */
    record RemovePod(String podUid) implements AttestStep {}

    /** Remove the pod of an apply run that could not start in time: nothing of it ever ran that could take the lock. */
    record RemoveUnstartedPod(String podUid) implements AttestStep {}

    /** Free the lock of a run that is provably gone and say what is known. */
    record FreeLock(String podUid) implements AttestStep {}

    /** The order can never be claimed any more, or its pod is gone. */
    record MarkFailed(Done done, String why) implements AttestStep {
        /** What is known of what the run did. */
        public enum Done {
            /** Its engine was never started: that comes after Applying is written, and this change never stood there. */
            NOTHING,
            UNKNOWN
        }
    }

    /** Append to the ledger that the round was refused, and why. */
    record RecordRefusal() implements AttestStep {}

    /** Append the end to the ledger. */
    record RecordEnd() implements AttestStep {}

    /** Let the stack go on: the merge was seen. */
    record ClearUnmerged() implements AttestStep {}

    /** Nothing to do in this pass. */
    record Wait() implements AttestStep {}
}
