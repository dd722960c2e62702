package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** Lock, fence, last order, lineage, current version and ledger head, all in one object, because two objects cannot change atomically. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class StackStateStatus {
    public LockStatus lock;

    /** Rises with every holder. */
    @Min(0)
    public Long fence;

    /** The last order that was claimed. */
    @Min(0)
    public Long lastOrder;

    /** The order whose edits are not merged yet; absent when none. */
    @Min(1)
    public Long unmerged;

    /** Set once. */
    @Size(max = 64)
    public String lineage;

    public StateVersion current;

    public LedgerHead ledger;

    /** Yes once the state ever held a managed address. */
    @Size(max = 3)
    public String established;
}
