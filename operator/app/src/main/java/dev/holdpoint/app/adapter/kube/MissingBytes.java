package dev.holdpoint.app.adapter.kube;

import java.io.Serial;

/** Bytes that must be there are not, or are other ones. An administrator must act; nothing is applied meanwhile. */
public final class MissingBytes extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    MissingBytes(String message) {
        super(message);
    }
}
