package dev.holdpoint.e2e.git;

/**
 * One line of a push.
 *
 * @param from object id that the ref has, zeros when it is made
 * @param to object id that it shall have, zeros when it goes
 * @param ref full name
 */
record PushCommand(String from, String to, String ref) {
    private static final String NONE = "0".repeat(40);

    boolean creates() {
        return from.equals(NONE);
    }

    boolean deletes() {
        return to.equals(NONE);
    }

    /** The name itself or one below it: whoever owns {@code a/b} must also own {@code a}, or it could be blocked. */
    boolean isAtOrBelow(String name) {
        return ref.equals(name) || ref.startsWith(name + "/");
    }
}
