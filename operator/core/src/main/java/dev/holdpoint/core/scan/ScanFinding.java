package dev.holdpoint.core.scan;

/**
 * What the scan saw before any code of a configuration runs.
 *
 * @param rule stable name
 * @param file path from the root of the repository, printable
 * @param line from 1; 0 when the whole file is meant
 * @param saw what was seen, without values
 * @param remedy what to do instead
 * @param weight what follows
 */
public record ScanFinding(String rule, String file, int line, String saw, String remedy, Weight weight) {
    /** What follows from a finding. */
    public enum Weight {
        /** The configuration may not be planned. */
        REFUSE,
        /** People must look: the stack permits it, and no plan shows it. */
        ASK,
        /** Worth knowing; where it has an effect, the plan shows it. */
        NOTE
    }

    /** One line for people. */
    public String text() {
        return rule + ": " + file + (line > 0 ? ":" + line : "") + ": " + saw + " " + remedy;
    }
}
