package dev.holdpoint.core.approval;

/** The steps of verification, in their order. */
public enum VoteStep {
    PLACE(1, "where the tag stands"),
    TEXT(2, "size and characters"),
    TEMPLATE(3, "the body is the template"),
    SIGNATURE(4, "the signature"),
    PERSON(5, "whose key it is"),
    RIGHT(6, "whether this person may vote here"),
    /** Challenges come with the attention rules; until then what stands in the answers is recorded, not judged. */
    ANSWERS(7, "the answers"),
    CURRENT(8, "the round and its plan are current"),
    /** Dwell floor and review budget are measured and shown, not enforced. */
    ATTENTION(9, "time for reading"),
    RECORD(10, "recorded in the ledger, then counted");

    private final int number;
    private final String title;

    VoteStep(int number, String title) {
        this.number = number;
        this.title = title;
    }

    public int number() {
        return number;
    }

    public String title() {
        return title;
    }
}
