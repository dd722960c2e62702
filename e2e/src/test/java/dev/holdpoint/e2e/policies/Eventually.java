package dev.holdpoint.e2e.policies;

import dev.holdpoint.e2e.cluster.Wait;
import java.time.Duration;
import java.util.function.Supplier;

/** The authorizer and the admission plugin read from caches that follow a write within moments. */
final class Eventually {
    private static final Duration SOON = Duration.ofSeconds(20);

    private Eventually() {}

    static void passes(Supplier<Attempt> attempt) {
        Wait.until("the request passes", SOON, () -> attempt.get().passed());
    }

    static void isDenied(String policy, Supplier<Attempt> attempt) {
        Wait.until(
                "the request is denied by " + policy, SOON, () -> attempt.get().deniedBy(policy));
    }
}
