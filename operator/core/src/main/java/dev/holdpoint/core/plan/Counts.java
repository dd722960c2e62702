package dev.holdpoint.core.plan;

/**
 * How many things have which effect. Each thing counts once by its main effect; imports and moves are counted besides,
 * also where they come together with an update.
 */
public record Counts(
        int create, int update, int replace, int delete, int forget, int read, int noop, int imported, int moved) {
    /** Counts a plan; what an earlier replace left behind and is deleted counts as a delete. */
    public static Counts of(Plan plan) {
        int[] by = new int[Effect.values().length];
        int imported = 0;
        int moved = 0;
        for (PlannedAction action : plan.actions()) {
            imported += action.importing() ? 1 : 0;
            moved += action.moves() ? 1 : 0;
            by[slot(action.effect())]++;
        }
        return new Counts(by[0], by[1], by[2], by[3], by[4], by[5], by[6], imported, moved);
    }

    private static int slot(Effect effect) {
        return switch (effect) {
            case CREATE -> 0;
            case UPDATE -> 1;
            case REPLACE_DESTROY_FIRST, REPLACE_CREATE_FIRST -> 2;
            case DELETE, DEPOSED_DELETE -> 3;
            case FORGET -> 4;
            case READ -> 5;
            case NOOP -> 6;
            case IMPORT, MOVE, OPEN, RUN, UNKNOWN -> 7;
        };
    }
}
