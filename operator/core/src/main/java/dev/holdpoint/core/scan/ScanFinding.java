package dev.holdpoint.core.scan;

/**
 * Why a configuration may not be planned, found before any code of it runs.
 *
 * @param rule stable name
 * @param file path from the root of the repository, printable
 * @param line from 1; 0 when the whole file is meant
 * @param saw what was seen, without values
 * @param remedy what to do instead
 */
public record ScanFinding(String rule, String file, int line, String saw, String remedy) {
    /** One line for people. */
    public String text() {
        return rule + ": " + file + (line > 0 ? ":" + line : "") + ": " + saw + " " + remedy;
    }
}
