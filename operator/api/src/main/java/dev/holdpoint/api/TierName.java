package dev.holdpoint.api;

/** How much human attention an effect needs. */
public enum TierName {
    None,
    Low,
    Normal,
    High,
    Critical
}
