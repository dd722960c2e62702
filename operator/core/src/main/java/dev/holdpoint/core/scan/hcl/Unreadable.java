package dev.holdpoint.core.scan.hcl;

/** The text is not what we read. Never leaves the readers: they answer with a {@link HclReading}. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    /**
     * @param line from 1
     * @param why what was expected, without the text itself
     */
    public Unreadable(int line, String why) {
        super(why, null, false, false);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
