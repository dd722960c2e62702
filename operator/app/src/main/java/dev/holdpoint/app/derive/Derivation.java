package dev.holdpoint.app.derive;

/** From evidence to verdict, quorum, review and redacted plan: pure, deterministic, the same for every deriver. */
@FunctionalInterface
public interface Derivation {
    /** Derives. Evidence that cannot be read is a refusal with a finding, never an exception and never a yes. */
    Derived derive(Evidence evidence);
}
