package dev.holdpoint.core.verdict;

import java.util.Map;

/**
 * What the settings in force say, as far as the verdict needs it.
 *
 * @param production whether the stack is production; so it is when nobody said
 * @param guards guarded address → name of the guard
 * @param massDestroy when destroying counts as mass destruction
 * @param permits what code may run
 * @param catalog with the additions of all policies
 */
public record Terms(
        boolean production, Map<String, String> guards, MassDestroy massDestroy, Permits permits, Catalog catalog) {
    public Terms {
        guards = Map.copyOf(guards);
    }

    /**
     * More than so many, or more than this share of the managed things.
     *
     * @param count things
     * @param percent 1 to 100
     */
    public record MassDestroy(int count, int percent) {
        /** 09-verdict: 5 or 20 %. */
        public static final MassDestroy DEFAULT = new MassDestroy(5, 20);

        /** The stricter of two in each respect. */
        public MassDestroy and(MassDestroy other) {
            return new MassDestroy(Math.min(count, other.count), Math.min(percent, other.percent));
        }
    }

    /** Whether the stack lets humans be asked about code that runs; else it is refused. */
    public record Permits(boolean provisioners, boolean external) {
        /** Nothing. */
        public static final Permits NONE = new Permits(false, false);
    }
}
