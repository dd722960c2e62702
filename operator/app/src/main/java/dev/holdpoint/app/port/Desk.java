package dev.holdpoint.app.port;

import dev.holdpoint.core.digest.Sha256;
import java.net.URI;

/**
 * Where the runs of a role hand over, for as long as this process lives: the key is made at start, so a run that an
 * earlier process started can't reach this one, and a new attempt is due.
 *
 * @param asker {@link #OPERATOR} or {@link #ATTESTOR}
 * @param address {@code https://ip:port} as pods reach it
 * @param pin SHA-256 of the server's SubjectPublicKeyInfo
 */
public record Desk(String asker, URI address, Sha256 pin) {
    /** The role that plans and applies. */
    public static final String OPERATOR = "operator";

    /** The role that derives again. */
    public static final String ATTESTOR = "attestor";
}
