package dev.holdpoint.core.flow;

/** Whether the stack is free for this change's order. */
public sealed interface Lane {
    /** Free, and this change is in front. */
    record Clear() implements Lane {}

    /** Somebody else holds the lock, or an earlier order is not merged yet, or stands before this one. */
    record Busy(String why) implements Lane {}
}
