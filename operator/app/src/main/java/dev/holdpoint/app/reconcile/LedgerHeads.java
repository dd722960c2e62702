package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.LedgerHead;
import dev.holdpoint.api.StackState;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.core.digest.Sha256;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The heads of ledgers that the cluster has seen: a ledger that does not contain them was cut or rolled back. */
final class LedgerHeads {
    private LedgerHeads() {}

    /** What a stack has seen last; empty before its first change. */
    static Optional<Sha256> of(StackState state) {
        return seen(state).map(head -> Sha256.parse(head.head));
    }

    /** The newest head that any of some stacks, all of one repository, has seen. */
    static Optional<Sha256> of(StateCustody custody, List<InfrastructureStack> stacks) {
        return stacks.stream()
                .flatMap(stack -> custody.find(stack.getMetadata().getName()).stream())
                .flatMap(state -> seen(state).stream())
                .max(Comparator.comparing(head -> head.number))
                .map(head -> Sha256.parse(head.head));
    }

    private static Optional<LedgerHead> seen(StackState state) {
        return Optional.ofNullable(state.getStatus()).map(status -> status.ledger);
    }
}
