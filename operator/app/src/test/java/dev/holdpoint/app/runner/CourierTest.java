package dev.holdpoint.app.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Receipt;
import dev.holdpoint.app.port.RunLine;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CourierTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private int silent;
    private int calls;
    private boolean stalled;
    private Receipt receipt = Receipt.STORED;

    @Test
    void a_role_that_is_away_for_a_moment_still_gets_the_product() {
        silent = 2;

        assertThat(courier(Duration.ofSeconds(10)).deliver(new Delivery.Failed("x")))
                .isTrue();
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void a_role_that_stays_away_is_told_apart_from_one_that_took_it() {
        silent = Integer.MAX_VALUE;

        assertThat(courier(Duration.ofMillis(300)).deliver(new Delivery.Failed("x")))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Receipt.class)
    void every_receipt_ends_the_matter(Receipt given) {
        receipt = given;

        assertThat(courier(Duration.ofSeconds(1)).deliver(new Delivery.Failed("secret")))
                .isTrue();
        assertThat(log.toString(StandardCharsets.UTF_8)).contains(given.name()).doesNotContain("secret");
    }

    @ParameterizedTest
    @EnumSource(Receipt.class)
    void what_must_not_be_lost_is_stored_only_when_the_role_has_it(Receipt given) {
        receipt = given;

        assertThat(courier(Duration.ofSeconds(1)).store(new Delivery.CandidateState(new byte[0])))
                .isEqualTo(given == Receipt.STORED || given == Receipt.STORED_ALREADY);
    }

    @Test
    void a_role_that_is_stalled_has_taken_nothing() {
        stalled = true;

        assertThat(courier(Duration.ofSeconds(1)).store(new Delivery.CandidateState(new byte[0])))
                .isFalse();
        assertThat(courier(Duration.ofSeconds(1)).deliver(new Delivery.Failed("x")))
                .isFalse();
    }

    private Courier courier(Duration patience) {
        RunLine line = new RunLine() {
            @Override
            public Optional<Assignment> assignment() {
                return Optional.empty();
            }

            @Override
            public Receipt deliver(Delivery delivery) {
                calls++;
                if (stalled) {
                    throw new Stalled("too large");
                }
                if (silent > 0) {
                    silent--;
                    throw new Unavailable("away");
                }
                return receipt;
            }
        };
        return new Courier(line, patience, new PrintStream(log, true, StandardCharsets.UTF_8));
    }
}
