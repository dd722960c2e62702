package dev.holdpoint.app.port;

import java.util.Optional;

/**
 * One ref to be moved at the remote, if it still points at what was seen.
 *
 * @param ref full name
 * @param seen the object it must point at now; empty: it must not exist
 * @param to the object it shall point at; empty: it shall go
 */
public record RefMove(String ref, Optional<String> seen, Optional<String> to) {}
