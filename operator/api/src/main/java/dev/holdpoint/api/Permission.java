package dev.holdpoint.api;

/** A safety switch; every unknown value is read as the strict one. */
public enum Permission {
    Deny,
    Ask
}
