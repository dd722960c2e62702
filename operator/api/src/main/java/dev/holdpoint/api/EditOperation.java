package dev.holdpoint.api;

/** What an inline edit does to a file. */
public enum EditOperation {
    Create,
    Replace,
    Delete
}
