package dev.holdpoint.api;

/** How strict the signatures on settings are. */
public enum RosterProfile {
    /** Two signatures for each settings document. */
    Standard,
    /** One signature: a person trying it out alone. Every status and review says so. */
    Evaluation
}
