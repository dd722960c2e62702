package dev.holdpoint.core.verdict;

import java.util.List;

/** What a plan needs. There is no "allowed": the mildest verdict is humans at tier none, of whom none is asked. */
public sealed interface Verdict {
    /** All findings, by weight, then address. The order is part of the contract. */
    List<Finding> findings();

    /** The highest tier that a finding asks for. */
    Tier tier();

    /** Refused; at least one finding refuses. */
    record Refused(Tier tier, List<Finding> findings) implements Verdict {
        public Refused {
            findings = List.copyOf(findings);
        }
    }

    /** Needs humans at a tier. */
    record Humans(Tier tier, List<Finding> findings) implements Verdict {
        public Humans {
            findings = List.copyOf(findings);
        }
    }
}
