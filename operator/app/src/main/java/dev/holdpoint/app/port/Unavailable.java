package dev.holdpoint.app.port;

import java.io.Serial;

/** Something outside did not answer, or lost a race. Time heals it: try again. */
public final class Unavailable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
        super(message);
    }

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
