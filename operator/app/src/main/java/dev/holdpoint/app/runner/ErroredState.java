package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.port.Unavailable;
import java.io.PrintStream;
import java.util.Optional;

/** The state that an engine could not post and left in {@code errored.tfstate}: nobody has another copy. */
final class ErroredState {
    private static final String FILE = "errored.tfstate";

    private final EngineFiles files;
    private final String stackPath;
    private final Courier courier;
    private final PrintStream log;

    ErroredState(EngineFiles files, String stackPath, Courier courier, PrintStream log) {
        this.files = files;
        this.stackPath = stackPath;
        this.courier = courier;
        this.log = log;
    }

    /**
     * Makes it the state while this pod holds the lock, else a candidate. One that is larger than a state may be is a
     * candidate at once.
     *
     * @return what became of it; empty when the one who takes candidates does not answer
     */
    Optional<ApplyJudgement.LeftBehind> keep(StateEndpoint endpoint) {
        return switch (files.inStack(stackPath, FILE, StateCustody.MAX_STATE)) {
            case HandedOver.Sight.Missing missing -> Optional.of(ApplyJudgement.LeftBehind.NOTHING);
            case HandedOver.Sight.Refused refused -> Optional.of(ApplyJudgement.LeftBehind.NOTHING);
            case HandedOver.Sight.TooLarge tooLarge -> candidate(ApplyJudgement.LeftBehind.TOO_LARGE);
            case HandedOver.Sight.Found found ->
                take(endpoint, found.content())
                        ? Optional.of(ApplyJudgement.LeftBehind.STORED)
                        : candidate(ApplyJudgement.LeftBehind.NOT_STORED);
        };
    }

    private boolean take(StateEndpoint endpoint, byte[] state) {
        try {
            boolean taken = endpoint.takeLeftBehind(state);
            log.println("left-behind=" + (taken ? "stored" : "refused"));
            return taken;
        } catch (Unavailable | Stalled e) {
            log.println("left-behind=kept-here why=\"" + e.getMessage() + "\"");
            return false;
        }
    }

    private Optional<ApplyJudgement.LeftBehind> candidate(ApplyJudgement.LeftBehind when) {
        Optional<byte[]> gzip = files.compressed(stackPath, FILE, StateCustody.MAX_CANDIDATE);
        log.println("left-behind=" + when + " compressed="
                + gzip.map(bytes -> bytes.length + "").orElse("too-large"));
        if (gzip.isEmpty()) {
            return Optional.of(ApplyJudgement.LeftBehind.LOST);
        }
        return courier.store(new Delivery.CandidateState(gzip.get())) ? Optional.of(when) : Optional.empty();
    }
}
