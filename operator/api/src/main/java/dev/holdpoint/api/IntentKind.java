package dev.holdpoint.api;

/** What the requester says the change is for. */
public enum IntentKind {
    /** An ordinary change. */
    Change,
    /** The end of a stack, declared beforehand. */
    Decommission
}
