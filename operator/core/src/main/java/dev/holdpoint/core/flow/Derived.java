package dev.holdpoint.core.flow;

/** What the attestor's own derivation says about the preview that lies in Git. */
public sealed interface Derived {
    /** The plan is not rendered yet. */
    record None() implements Derived {}

    /** Every byte is the same. */
    record Same() implements Derived {}

    /** A byte differs, or the verdict is stricter than what was published: somebody lied, or there is a bug. */
    record Differs(String what) implements Derived {}
}
