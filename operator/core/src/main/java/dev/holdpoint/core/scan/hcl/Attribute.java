package dev.holdpoint.core.scan.hcl;

/**
 * {@code name = value}.
 *
 * @param line from 1
 */
public record Attribute(String name, Expr value, int line) {}
