package dev.holdpoint.planted.core.digest;

/** Planted: core may not know a library. */
public final class NeedsJackson {
    public com.fasterxml.jackson.databind.JsonNode node;
}
