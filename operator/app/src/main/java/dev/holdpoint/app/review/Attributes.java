package dev.holdpoint.app.review;

import dev.holdpoint.core.plan.Difference;
import dev.holdpoint.core.plan.Effect;
import dev.holdpoint.core.plan.PlannedAction;
import dev.holdpoint.core.plan.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What changes on one thing, as it may be shown.
 *
 * @param rows attribute by attribute
 * @param computed how many more are known only after apply and were no cause of the change
 */
record Attributes(List<Row> rows, int computed) {
    /** One attribute: old and new, redacted. */
    record Row(String path, String before, String after, boolean cause) {}

    /** Characters of one value. */
    private static final int LONGEST = 160;

    static Attributes of(PlannedAction action, Redactor redactor) {
        Value before = redactor.masked(action.before());
        Value after = redactor.masked(action.after());
        List<Row> rows = new ArrayList<>();
        int computed = 0;
        if (after instanceof Value.Null) {
            return new Attributes(List.of(), 0);
        }
        for (Difference one : Difference.between(before, after)) {
            boolean cause = action.replacePaths().stream().anyMatch(path -> covers(path, one.path()));
            if (one.after() instanceof Value.Unknown && !cause && action.effect() != Effect.UPDATE) {
                computed++;
                continue;
            }
            boolean secret = one.before() instanceof Value.Secret || one.after() instanceof Value.Secret;
            rows.add(new Row(
                    redactor.string(one.path()),
                    show(one.before(), secret, redactor),
                    show(one.after(), secret, redactor),
                    cause));
        }
        return new Attributes(List.copyOf(rows), computed);
    }

    /** Where one side is secret, so is the other: the mark may be missing on one of them. */
    private static String show(Value value, boolean secret, Redactor redactor) {
        boolean nothing = value instanceof Value.Null || value instanceof Value.Unknown;
        return secret && !nothing ? Taint.MASK : redactor.show(value, LONGEST);
    }

    private static boolean covers(String cause, String path) {
        return path.equals(cause) || path.startsWith(cause + ".") || cause.startsWith(path + ".");
    }
}
