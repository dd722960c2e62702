package dev.holdpoint.core.scan;

/** One thing that a configuration may not do before its plan, or that is worth knowing about it. */
interface Rule {
    /** Looks at everything, notes every sight. */
    void judge(Configuration all, Notes notes);
}
