package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void who_waits_goes_on_when_what_it_waits_for_came() throws InterruptedException {
        Arrivals arrivals = new Arrivals(LONG);
        AtomicBoolean there = new AtomicBoolean();
        CountDownLatch asked = new CountDownLatch(1);
        Thread waiting = Thread.startVirtualThread(() -> arrivals.await("a", () -> {
            asked.countDown();
            return there.get();
        }));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        there.set(true);
        arrivals.came("a");
        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void an_arrival_between_the_question_and_the_wait_is_not_missed() throws InterruptedException {
        Arrivals arrivals = new Arrivals(LONG);
        AtomicInteger asked = new AtomicInteger();
        Thread waiting = Thread.startVirtualThread(() -> arrivals.await("a", () -> {
            boolean enough = asked.getAndIncrement() > 0;
            // It comes after it was found missing.
            arrivals.came("a");
            return enough;
        }));
        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        assertThat(asked.get()).isEqualTo(2);
    }

    @Test
    void what_comes_for_another_change_wakes_nobody() {
        Arrivals arrivals = new Arrivals(Duration.ofMillis(50));
        AtomicInteger asked = new AtomicInteger();
        arrivals.await("a", () -> {
            asked.incrementAndGet();
            arrivals.came("b");
            return false;
        });
        assertThat(asked.get()).isEqualTo(1);
    }

    @Test
    void nobody_waits_for_ever() throws InterruptedException {
        Arrivals arrivals = new Arrivals(Duration.ofMillis(50));
        Thread waiting = Thread.startVirtualThread(() -> arrivals.await("a", () -> false));
        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
    }
}
