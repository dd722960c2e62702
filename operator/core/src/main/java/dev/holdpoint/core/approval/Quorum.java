package dev.holdpoint.core.approval;

/**
 * How many people must approve, and how strongly.
 *
 * @param required distinct people; 0 only for effects that need nobody ({@link #nobody()})
 * @param signedTags how many of them by signed tag
 * @param hardwareTouch whether one of them must have touched a FIDO2 device and given its PIN
 */
public record Quorum(int required, int signedTags, boolean hardwareTouch) {

    /** @throws IllegalArgumentException if it asks for more tags, or for touch, than for people */
    public Quorum {
        if (required < 0 || signedTags < 0 || signedTags > required || (hardwareTouch && required == 0)) {
            throw new IllegalArgumentException(
                    "no quorum: " + required + " people, " + signedTags + " signed tags, touch " + hardwareTouch);
        }
    }

    /** For what needs no human: a plan without effects, or one that humans allowed by a standing rule. */
    public static Quorum nobody() {
        return new Quorum(0, 0, false);
    }

    /** The stricter of two in every respect: several policies apply at once. */
    public Quorum and(Quorum other) {
        return new Quorum(
                Math.max(required, other.required),
                Math.max(signedTags, other.signedTags),
                hardwareTouch || other.hardwareTouch);
    }
}
