package dev.holdpoint.app.port;

import java.util.Optional;

/** Says which run's pod presents a token. Nothing is cached: a token is worth what it is worth now. */
public interface PodProof {
    /**
     * The run whose companion holds this token; empty when it proves no run that this process started.
     *
     * @throws Unavailable if that cannot be found out now
     */
    Optional<RunDesk.RunPod> prove(String token);
}
