package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.CloudSpec;
import dev.holdpoint.api.RunLimits;
import dev.holdpoint.api.StackSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StackTimesTest {
    private final StackSpec stack = new StackSpec();

    @Test
    void what_a_stack_does_not_say_has_the_strict_value() {
        assertThat(StackTimes.of(stack))
                .isEqualTo(new StackTimes(Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofHours(1)));
    }

    /** A cloud takes a dead pod's token until it expires, and what it gives for it lives its own time. */
    @Test
    void a_lock_outlives_the_token_as_well_as_the_credential_that_can_be_made_with_it() {
        stack.limits = new RunLimits();
        stack.limits.credentialSeconds = 900;
        stack.cloud = new CloudSpec();
        stack.cloud.tokenAudience = "sts.amazonaws.com";
        assertThat(StackTimes.of(stack).credential()).isEqualTo(Duration.ofMinutes(25));
    }
}
