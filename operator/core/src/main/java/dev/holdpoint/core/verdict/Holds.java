package dev.holdpoint.core.verdict;

import java.util.Locale;

/** What a thing holds, so that its loss can be weighed; from what cannot be made again to what can. */
public enum Holds {
    DATA,
    KEYS,
    SECRETS,
    IDENTITY,
    ACTOR,
    NETWORK,
    ROUTING,
    COMPUTE,
    NOTHING;

    /** Whether its loss cannot be undone by applying again. */
    public boolean stateful() {
        return this == DATA || this == KEYS || this == SECRETS;
    }

    /** The heavier of two. */
    public Holds or(Holds other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The word in the catalog and in reviews. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
