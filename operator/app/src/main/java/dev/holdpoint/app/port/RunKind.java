package dev.holdpoint.app.port;

import java.util.Locale;

/** What a run is for. */
public enum RunKind {
    PLAN,
    RENDER,
    APPLY;

    /** The word in names, labels and arguments. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
