package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Receipt;
import dev.holdpoint.app.port.RunLine;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Talks to the role that started the run, as often as it takes within a bound; repeating is harmless on that line. */
final class Courier {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final RunLine line;
    private final Duration patience;
    private final PrintStream log;

    Courier(RunLine line, Duration patience, PrintStream log) {
        this.line = line;
        this.patience = patience;
        this.log = log;
    }

    /** The same with no more patience than this. */
    Courier within(Duration limit) {
        return new Courier(line, limit.compareTo(patience) < 0 ? limit : patience, log);
    }

    /** Asks what to do. */
    Optional<Assignment> assignment() {
        return patiently(line::assignment);
    }

    /** Hands over; true when nothing is left to be done about it. */
    boolean deliver(Delivery delivery) {
        return receipt(delivery).isPresent();
    }

    /** Hands over what must not be lost; true when the role has it, and not merely when it does not want it. */
    boolean store(Delivery delivery) {
        return receipt(delivery)
                .filter(receipt -> receipt == Receipt.STORED || receipt == Receipt.STORED_ALREADY)
                .isPresent();
    }

    private Optional<Receipt> receipt(Delivery delivery) {
        try {
            Receipt receipt = patiently(() -> line.deliver(delivery));
            log.println("delivered=" + delivery.getClass().getSimpleName() + " receipt=" + receipt);
            return Optional.of(receipt);
        } catch (Unavailable | Stalled e) {
            log.println("delivered=none why=\"" + e.getMessage() + "\"");
            return Optional.empty();
        }
    }

    /** Repeats what time may heal. */
    <T> T patiently(Supplier<T> call) {
        long end = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return call.get();
            } catch (Unavailable e) {
                if (System.nanoTime() + pause.toNanos() > end) {
                    throw e;
                }
            }
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Repeats also what an administrator would have to heal: an API server that has just started denies for a moment. */
    <T> T stubbornly(Supplier<T> call) {
        return patiently(() -> {
            try {
                return call.get();
            } catch (Stalled e) {
                throw new Unavailable(e.getMessage(), e);
            }
        });
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for the role that started this run", e);
        }
    }
}
