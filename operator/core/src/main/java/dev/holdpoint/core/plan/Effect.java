package dev.holdpoint.core.plan;

/** What an action does to one thing, in the words of the design. */
public enum Effect {
    CREATE("create"),
    UPDATE("update"),
    /** Destroyed, then made again. */
    REPLACE_DESTROY_FIRST("replace"),
    /** Made again, then the old one destroyed. */
    REPLACE_CREATE_FIRST("replace"),
    DELETE("delete"),
    /** The thing stays; the state no longer knows it. */
    FORGET("forget"),
    /** Deletes what an earlier replace left behind. */
    DEPOSED_DELETE("deposed-delete"),
    /** The state learns of a thing that exists. */
    IMPORT("import"),
    /** Only the address changes. */
    MOVE("move"),
    READ("read"),
    /** An ephemeral resource is opened. */
    OPEN("open"),
    NOOP("noop"),
    /** A program runs: provisioner, action, local program. */
    RUN("run"),
    /** An action that this version does not know; never harmless. */
    UNKNOWN("unknown");

    private final String word;

    Effect(String word) {
        this.word = word;
    }

    /** The word in JSON and in reviews. */
    public String word() {
        return word;
    }

    /** Destroy and make again, in whichever order. */
    public boolean isReplace() {
        return this == REPLACE_DESTROY_FIRST || this == REPLACE_CREATE_FIRST;
    }

    /** Whether the thing, or the hold on it, is gone afterwards. */
    public boolean isLoss() {
        return switch (this) {
            case REPLACE_DESTROY_FIRST, REPLACE_CREATE_FIRST, DELETE, FORGET, DEPOSED_DELETE -> true;
            case CREATE, UPDATE, IMPORT, MOVE, READ, OPEN, NOOP, RUN, UNKNOWN -> false;
        };
    }

    /** Whether nothing is changed by it. */
    public boolean isIdle() {
        return switch (this) {
            case NOOP, READ, OPEN -> true;
            case CREATE,
                    UPDATE,
                    REPLACE_DESTROY_FIRST,
                    REPLACE_CREATE_FIRST,
                    DELETE,
                    FORGET,
                    DEPOSED_DELETE,
                    IMPORT,
                    MOVE,
                    RUN,
                    UNKNOWN -> false;
        };
    }
}
