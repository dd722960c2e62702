package dev.holdpoint.core.record;

/** An entry that stands in a proven chain, with what it says. */
public record Proven(Entry entry, Fact fact) {}
