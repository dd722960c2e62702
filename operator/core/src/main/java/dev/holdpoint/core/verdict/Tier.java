package dev.holdpoint.core.verdict;

/** How much human attention an effect needs, from least to most; the order of the constants is their order of weight. */
public enum Tier {
    NONE,
    LOW,
    NORMAL,
    HIGH,
    CRITICAL
}
