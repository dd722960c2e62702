package dev.holdpoint.api;

/** Whether a vote with touch and PIN is needed. */
public enum TouchNeed {
    Required,
    NotRequired
}
