package dev.holdpoint.app.adapter.handover;

import java.io.IOException;
import java.io.Serial;

/** A message that is not one: the sender is broken or hostile. */
final class Malformed extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
        super(message);
    }
}
