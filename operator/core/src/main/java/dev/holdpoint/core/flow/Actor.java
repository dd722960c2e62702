package dev.holdpoint.core.flow;

/** Who must act next; shown in every status. */
public enum Actor {
    REQUESTER("requester"),
    APPROVERS("approvers"),
    PLATFORM("platform"),
    HOLDPOINT("holdpoint"),
    NOBODY("nobody");

    private final String word;

    Actor(String word) {
        this.word = word;
    }

    /** The word that people read. */
    public String word() {
        return word;
    }
}
