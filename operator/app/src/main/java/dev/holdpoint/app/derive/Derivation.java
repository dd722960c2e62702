package dev.holdpoint.app.derive;

import java.util.function.UnaryOperator;

/** From evidence to verdict, quorum, review and redacted plan: pure, deterministic, the same for every deriver. */
public interface Derivation {
    /** Derives. Evidence that cannot be read is a refusal with a finding, never an exception and never a yes. */
    Derived derive(Evidence evidence);

    /** Takes out of an engine's words what is known to be secret; of words that cannot be judged nothing is left. */
    UnaryOperator<String> scrub(KnownSecrets known);
}
