package dev.holdpoint.core.plan;

/** What happens to one root output; its values are never shown. */
public record OutputChange(String name, Effect effect) {}
