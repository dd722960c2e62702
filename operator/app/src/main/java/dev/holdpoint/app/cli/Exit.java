package dev.holdpoint.app.cli;

/** Exit codes, the same for every command. */
public final class Exit {
    /** Done, or nobody needs to be asked. */
    public static final int DONE = 0;

    /** Our fault: a bug, with a reference to report. */
    public static final int BUG = 1;

    /** Bad input or usage. */
    public static final int BAD_INPUT = 2;

    /** Humans must decide. */
    public static final int HUMANS = 3;

    /** Refused. */
    public static final int REFUSED = 4;

    /** Unavailable; try again. */
    public static final int UNAVAILABLE = 5;

    /** An administrator must act. */
    public static final int STALLED = 6;

    private Exit() {}
}
