package dev.holdpoint.app.port;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the installer fixed for the runs of this installation. The admission policies name the same values literally, so
 * a run that differs is refused.
 *
 * @param image our own image by digest, {@code name@sha256:…}
 * @param pullPolicy for our image and the engines'
 * @param rosterPin hexadecimal fingerprint of the first roster, given to apply runs, which judge settings again
 */
public record Installation(String image, PullPolicy pullPolicy, String rosterPin) {
    /** Environment of operator and attestor: our own image by digest. */
    public static final String IMAGE = "HOLDPOINT_IMAGE";

    /** Environment of operator and attestor: {@code Never} or {@code IfNotPresent}. */
    public static final String PULL_POLICY = "HOLDPOINT_IMAGE_PULL_POLICY";

    /** Environment of operator and attestor, and of an apply run's companion. */
    public static final String ROSTER_PIN = "HOLDPOINT_ROSTER_PIN";

    private static final Pattern BY_DIGEST = Pattern.compile("[^@ ]+@sha256:[0-9a-f]{64}");
    private static final Pattern PIN = Pattern.compile("[0-9a-f]{64}");

    /** Where images come from. */
    public enum PullPolicy {
        /** The node has them: a local cluster without a registry. */
        NEVER("Never"),
        IF_NOT_PRESENT("IfNotPresent");

        private final String word;

        PullPolicy(String word) {
            this.word = word;
        }

        /** As Kubernetes spells it. */
        public String word() {
            return word;
        }
    }

    public Installation {
        check(BY_DIGEST.matcher(image).matches(), IMAGE, "an image by digest, name@sha256:<64 digits>", image);
        check(PIN.matcher(rosterPin).matches(), ROSTER_PIN, "64 hexadecimal digits", rosterPin);
    }

    /**
     * From a role's environment.
     *
     * @throws Stalled if a value is missing or has another form
     */
    public static Installation of(Map<String, String> environment) {
        return new Installation(
                environment.getOrDefault(IMAGE, ""),
                pullPolicy(environment.getOrDefault(PULL_POLICY, "")),
                environment.getOrDefault(ROSTER_PIN, ""));
    }

    private static PullPolicy pullPolicy(String word) {
        for (PullPolicy policy : PullPolicy.values()) {
            if (policy.word.equals(word)) {
                return policy;
            }
        }
        throw new Stalled(PULL_POLICY + " must be Never or IfNotPresent, not `" + word + "`; install again");
    }

    private static void check(boolean ok, String name, String form, String value) {
        if (!ok) {
            throw new Stalled(name + " must be " + form + ", not `" + value + "`; install again");
        }
    }
}
