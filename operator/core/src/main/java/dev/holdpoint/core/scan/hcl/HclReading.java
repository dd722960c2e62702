package dev.holdpoint.core.scan.hcl;

/** What became of reading a configuration file. */
public sealed interface HclReading {
    /** All of it was understood. */
    record Read(Body body) implements HclReading {}

    /**
     * Some of it was not.
     *
     * @param line from 1
     * @param why what was expected, without the text itself
     */
    record Bad(int line, String why) implements HclReading {}
}
