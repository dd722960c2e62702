package dev.holdpoint.app.port;

import java.io.Serial;

/** What was asked for is being made; asking again at once is right, however long it takes. */
public final class NotYet extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param what is being waited for */
    public NotYet(String what) {
        super(what);
    }
}
