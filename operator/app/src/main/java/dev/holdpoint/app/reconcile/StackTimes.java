package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.RunLimits;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.port.RunLabels;
import java.time.Duration;

/**
 * How long things of one stack may last, as its signed settings say; what they do not say has the strict value.
 *
 * @param start until something of an apply pod runs
 * @param apply how long an apply may hold the lock before a person should look
 * @param credential how long a cloud credential may outlive its pod
 */
record StackTimes(Duration start, Duration apply, Duration credential) {
    private static final int START_SECONDS = 600;
    private static final int APPLY_SECONDS = 7200;

    /** What the clouds' token services give when nothing else is asked for. */
    private static final int CREDENTIAL_SECONDS = 3600;

    static StackTimes of(StackSpec stack) {
        RunLimits limits = stack.limits == null ? new RunLimits() : stack.limits;
        Duration credential = seconds(limits.credentialSeconds, CREDENTIAL_SECONDS);
        // Clouds check a token by its signature and never ask whether its pod still lives: the last credential may be
        // made
        // with it in the last second of its life.
        boolean token = stack.cloud != null && stack.cloud.tokenAudience != null;
        return new StackTimes(
                seconds(limits.startSeconds, START_SECONDS),
                seconds(limits.applySeconds, APPLY_SECONDS),
                token ? credential.plusSeconds(RunLabels.CLOUD_TOKEN_SECONDS) : credential);
    }

    private static Duration seconds(Integer said, int unsaid) {
        return Duration.ofSeconds(said == null ? unsaid : said);
    }
}
