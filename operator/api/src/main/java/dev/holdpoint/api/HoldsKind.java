package dev.holdpoint.api;

/** What a thing holds, so that its loss can be weighed. */
public enum HoldsKind {
    Data,
    Secrets,
    Keys,
    Identity,
    Actor,
    Network,
    Compute,
    Routing,
    Nothing
}
