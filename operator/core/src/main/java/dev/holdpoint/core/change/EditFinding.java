package dev.holdpoint.core.change;

/**
 * Why an edit may not be made.
 *
 * @param rule stable name
 * @param path the file, printable
 * @param saw what was seen
 * @param remedy what to do instead
 */
public record EditFinding(String rule, String path, String saw, String remedy) {
    /** One line for people. */
    public String line() {
        return rule + ": " + path + ": " + saw + " " + remedy;
    }
}
