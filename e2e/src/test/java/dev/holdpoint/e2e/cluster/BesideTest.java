package dev.holdpoint.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A deadlock is one failed test, not a hung build. */
@Timeout(20)
class BesideTest {
    private final CountDownLatch other = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void one_may_wait_for_what_the_other_does() {
        Beside.run(() -> await(other), other::countDown);
        assertThat(other.getCount()).isZero();
    }

    @Test
    void what_one_failed_with_is_thrown_after_the_others_end() {
        assertThatThrownBy(() -> Beside.run(
                        () -> {
                            throw new ClusterTrouble("no port is free", "free one");
                        },
                        () -> ended.set(true)))
                .isInstanceOf(ClusterTrouble.class)
                .hasMessage("no port is free");
        assertThat(ended).isTrue();
    }

    @Test
    void what_the_other_failed_with_is_thrown_after_the_ones_end() {
        assertThatThrownBy(() -> Beside.run(
                        () -> {
                            await(other);
                            ended.set(true);
                        },
                        () -> {
                            other.countDown();
                            throw new ClusterTrouble("no disk", "add one");
                        }))
                .hasMessage("no disk");
        assertThat(ended).isTrue();
    }

    @Test
    void others_who_use_the_common_pool_do_not_wait() {
        Beside.run(
                () -> Beside.run(() -> await(other), () -> await(other)),
                () -> CompletableFuture.runAsync(other::countDown).join());
        assertThat(other.getCount()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
