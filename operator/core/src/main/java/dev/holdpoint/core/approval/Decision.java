package dev.holdpoint.core.approval;

import java.util.Arrays;
import java.util.Optional;

/** What one person says about one round. */
public enum Decision {
    APPROVE("approve"),
    /** Ends the round; stays, even if its tag is deleted. */
    REJECT("reject"),
    /** Takes this person's approval back for this round; stays, even if its tag is deleted. */
    WITHDRAW("withdraw");

    private final String word;

    Decision(String word) {
        this.word = word;
    }

    /** As it stands after {@code Decision:}. */
    public String word() {
        return word;
    }

    static Optional<Decision> of(String word) {
        return Arrays.stream(values()).filter(d -> d.word.equals(word)).findFirst();
    }
}
