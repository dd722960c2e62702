package dev.holdpoint.api;

/** How near to production a stack is. */
public enum Stage {
    Development,
    Staging,
    Production
}
