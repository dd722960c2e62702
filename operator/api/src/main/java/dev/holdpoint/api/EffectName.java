package dev.holdpoint.api;

/** A kind of effect that a requester can declare. */
public enum EffectName {
    Create,
    Update,
    Replace,
    Delete,
    Forget,
    Import,
    Move
}
