package dev.holdpoint.app.runner;

/**
 * How the work of a wrapper ended, as it says. In a plan pod the code of the change may have said it: a claim.
 *
 * @param phase the last one that was entered: {@code start, init, plan, show, apply}
 * @param code exit code of the engine in it; -1 when the engine did not end by itself or never began
 * @param trouble why the wrapper itself stopped; empty when it did not
 * @param stalled whether that is for an administrator: it would stop again, for as long as the settings stay
 */
record Ended(String phase, int code, String trouble, boolean stalled) {
    /** Room for a provider's whole address, its two hashes and what to do. */
    private static final int MAX_TROUBLE = 800;

    private static final String STALLED = "stalled";

    /** The engine said it itself. */
    static Ended by(String phase, int code) {
        return new Ended(phase, code, "", false);
    }

    /** The wrapper stopped. */
    static Ended trouble(String phase, String why) {
        return new Ended(phase, -1, why, false);
    }

    /** The wrapper stopped, and would again: what the images hold is not what the settings name. */
    static Ended stalled(String phase, String why) {
        return new Ended(phase, -1, why, true);
    }

    boolean well() {
        return code == 0 && trouble.isEmpty();
    }

    /** One line for people, of printable characters alone. */
    String text() {
        return trouble.isEmpty() ? "the engine's " + phase + " ended with exit code " + code : trouble;
    }

    String encode() {
        return phase + " " + code + " " + (stalled ? STALLED : "-") + " " + trouble;
    }

    static Ended decode(String text) {
        String[] words = text.split(" ", 4);
        if (words.length < 4
                || !words[0].matches("start|init|plan|show|apply")
                || !words[1].matches("-?[0-9]{1,6}")
                || !words[2].matches("-|" + STALLED)) {
            return trouble("start", "the wrapper's report could not be read");
        }
        String why = words[3].replaceAll("[^ -~]", "?");
        return new Ended(
                words[0],
                Integer.parseInt(words[1]),
                why.length() <= MAX_TROUBLE ? why : why.substring(0, MAX_TROUBLE),
                // nothing that stops for this reason got further, and what is said later may be the change's own words
                words[2].equals(STALLED) && words[0].matches("start|init"));
    }
}
