package dev.holdpoint.core.verdict;

import java.util.Locale;

/** What a finding asks for. */
public enum Severity {
    /** The plan is refused; nobody can approve it. */
    REFUSE,
    /** Humans must look. */
    ASK,
    /** Worth knowing. */
    NOTE;

    /** The word in JSON and in reviews. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
