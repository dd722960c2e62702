package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Effect;

/**
 * What an action asks for when no rule objects: production or data-holding normal, else low; what changes nothing asks
 * nobody. From the table of tiers in 04.
 */
final class Ordinary {
    private Ordinary() {}

    /** The tier of the plan's plain effects together. */
    static Tier tier(Case seen) {
        Tier highest = seen.plan().outputs().isEmpty() ? Tier.NONE : base(seen);
        for (Weighed one : seen.weighed()) {
            Tier tier = of(one, seen);
            highest = tier.compareTo(highest) > 0 ? tier : highest;
        }
        return highest;
    }

    /** One tier up. */
    static Tier above(Tier tier) {
        return switch (tier) {
            case NONE -> Tier.LOW;
            case LOW -> Tier.NORMAL;
            case NORMAL -> Tier.HIGH;
            case HIGH, CRITICAL -> Tier.CRITICAL;
        };
    }

    private static Tier of(Weighed one, Case seen) {
        return switch (one.judgedAs()) {
            case CREATE -> one.facts().known() ? weight(one, seen) : Tier.NORMAL;
            case UPDATE, MOVE, IMPORT -> weight(one, seen);
            case REPLACE_DESTROY_FIRST, REPLACE_CREATE_FIRST, DELETE, FORGET, DEPOSED_DELETE -> Tier.NORMAL;
            case RUN, UNKNOWN -> Tier.HIGH;
            case READ, OPEN, NOOP -> Tier.NONE;
        };
    }

    private static Tier weight(Weighed one, Case seen) {
        return one.facts().holds().stateful() && one.judgedAs() != Effect.CREATE ? Tier.NORMAL : base(seen);
    }

    private static Tier base(Case seen) {
        return seen.terms().production() ? Tier.NORMAL : Tier.LOW;
    }
}
