package dev.holdpoint.app.port;

import java.io.Serial;

/** Something outside is wrong in a way that time does not heal: an administrator must act. Nothing is retried. */
public final class Stalled extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public Stalled(String message) {
        super(message);
    }

    public Stalled(String message, Throwable cause) {
        super(message, cause);
    }
}
