package dev.holdpoint.core.flow;

import java.util.Optional;

/**
 * What the attestor saw in one pass. It reads Git, the plan bytes and the settings itself; nothing in here was copied
 * from what the controller wrote.
 *
 * @param stage where the status says the change stands
 * @param round the current round
 * @param withdrawn whether the requester took it back
 * @param settings whether the settings are in force
 * @param render the attestor's own render run
 * @param derived what its own derivation says about the published preview
 * @param basis whether the round still stands on what it was planned from
 * @param unrecorded how many votes of this round are not in the ledger yet
 * @param ballot what the votes amount to
 * @param order the number that the ledger gave to this approval
 * @param granted whether the grant stands in the cluster
 * @param apply the apply run of the order
 * @param intent the pod that the ledger lets claim the order
 * @param endRecorded whether the ledger holds the end
 * @param unrecordedRefusal whether the round was refused and the ledger does not hold that yet
 * @param mergedSeen whether the edits are on the base branch, seen in Git
 * @param unmerged whether the stack still waits for this order's merge
 */
public record AttestSnapshot(
        Stage stage,
        int round,
        boolean withdrawn,
        Settings settings,
        Run render,
        Derived derived,
        Basis basis,
        int unrecorded,
        BallotView ballot,
        Optional<Long> order,
        boolean granted,
        ApplyRun apply,
        Optional<String> intent,
        boolean endRecorded,
        boolean unrecordedRefusal,
        boolean mergedSeen,
        boolean unmerged) {}
