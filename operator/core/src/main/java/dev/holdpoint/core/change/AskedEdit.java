package dev.holdpoint.core.change;

import java.util.Optional;

/**
 * One inline edit as it was asked; nothing about it is believed yet.
 *
 * @param path raw path from the root of the repository
 * @param operation what shall be done
 * @param text new content as text
 * @param base64 new content in base64
 */
public record AskedEdit(String path, Operation operation, Optional<String> text, Optional<String> base64) {
    /** What is done to a file. */
    public enum Operation {
        CREATE,
        REPLACE,
        DELETE
    }
}
