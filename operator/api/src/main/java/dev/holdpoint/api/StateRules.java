package dev.holdpoint.api;

/** Transition rules of a stack's state (L1 of the enforcement page) as CEL, evaluated inside the write. */
final class StateRules {
    private static final String OLD = "(has(oldSelf.status) && ";
    private static final String HELD = "(has(self.status) && has(self.status.lock))";
    private static final String WAS_HELD = OLD + "has(oldSelf.status.lock))";
    private static final String FENCE = "(has(self.status) && has(self.status.fence) ? self.status.fence : 0)";
    private static final String OLD_FENCE = "(" + OLD + "has(oldSelf.status.fence)) ? oldSelf.status.fence : 0)";
    private static final String ORDER = "(has(self.status) && has(self.status.lastOrder) ? self.status.lastOrder : 0)";
    private static final String OLD_ORDER =
            "(" + OLD + "has(oldSelf.status.lastOrder)) ? oldSelf.status.lastOrder : 0)";
    private static final String WAS_CURRENT = OLD + "has(oldSelf.status.current))";
    private static final String CURRENT = "(has(self.status) && has(self.status.current))";

    /**
     * How far an order number or a serial may rise in one write. Numbers that nobody claimed and versions that an engine
     * counted by itself make gaps, and no gap is so wide; without a bound one rogue run could use all numbers up, and no
     * later order could ever be claimed.
     */
    static final String STEP = "1000000";

    /** Whose state this is never changes. */
    static final String SPEC_IMMUTABLE = "self.spec == oldSelf.spec";

    /** Claiming is taking the lock: fence and order rise in the same write, and nothing may be unmerged. */
    static final String CLAIM = "!" + HELD + " || " + WAS_HELD + " || (" + FENCE + " == " + OLD_FENCE
            + " + 1 && self.status.lock.fence == self.status.fence && " + ORDER + " > " + OLD_ORDER
            + " && " + ORDER + " - " + OLD_ORDER + " <= " + STEP
            + " && self.status.lock.order == self.status.lastOrder && !has(self.status.unmerged))";

    /** Held to another holder: never. */
    static final String NO_STEAL = "!" + HELD + " || !" + WAS_HELD + " || self.status.lock == oldSelf.status.lock";

    /** Fence and order move only by a claim. */
    static final String COUNTERS = "(" + HELD + " && !" + WAS_HELD + ") || (" + FENCE + " == " + OLD_FENCE + " && "
            + ORDER + " == " + OLD_ORDER + ")";

    /** The current version changes only while the lock is and stays held, with the lock's fence and a rising serial. */
    static final String WRITE = "(" + CURRENT + " == " + WAS_CURRENT + " && (!" + CURRENT
            + " || self.status.current == oldSelf.status.current)) || (" + CURRENT + " && " + HELD + " && " + WAS_HELD
            + " && self.status.current.fence == self.status.lock.fence && (" + WAS_CURRENT
            + " ? self.status.current.serial > oldSelf.status.current.serial"
            + " && self.status.current.serial - oldSelf.status.current.serial <= " + STEP
            + " : self.status.current.serial <= " + STEP + "))";

    /** Lineage is set once, by the first accepted version, and every version carries it. */
    static final String LINEAGE = "(!" + OLD + "has(oldSelf.status.lineage)) || (has(self.status)"
            + " && has(self.status.lineage) && self.status.lineage == oldSelf.status.lineage)) && (!" + CURRENT
            + " || (has(self.status.lineage) && self.status.current.lineage == self.status.lineage))";

    /** An order is marked unmerged only when the lock it held is given back. */
    static final String UNMERGED = "!(has(self.status) && has(self.status.unmerged)) || (" + OLD
            + "has(oldSelf.status.unmerged)) && self.status.unmerged == oldSelf.status.unmerged) || (" + WAS_HELD
            + " && !" + HELD + " && self.status.unmerged == oldSelf.status.lock.order)";

    /** The ledger head only rises. */
    static final String LEDGER = "!" + OLD + "has(oldSelf.status.ledger)) || (has(self.status)"
            + " && has(self.status.ledger) && (self.status.ledger == oldSelf.status.ledger"
            + " || self.status.ledger.number > oldSelf.status.ledger.number))";

    private StateRules() {}
}
