package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Effect;
import dev.holdpoint.core.plan.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * One protection given up.
 *
 * @param one by which action
 * @param path attribute; empty when the whole protective thing goes
 * @param before value before; empty when it may not be shown
 * @param after likewise
 */
record Lowered(Weighed one, String path, String before, String after) {
    /** What an action gives up. */
    static List<Lowered> in(Weighed one) {
        List<Lowered> found = new ArrayList<>();
        if (one.lost() && one.facts().protects().isPresent()) {
            found.add(new Lowered(one, "", "", ""));
        }
        if (one.action().effect() == Effect.UPDATE || one.action().effect().isReplace()) {
            one.facts().protections().forEach((path, side) -> {
                List<Value> before = one.action().before().at(path);
                List<Value> after = one.action().after().at(path);
                if (side.lowers(before, after)) {
                    found.add(new Lowered(one, path, word(before), word(after)));
                }
            });
        }
        return found;
    }

    /** What the protected thing holds. */
    Holds holds() {
        return one.facts()
                .protects()
                .map(TypeFacts.Protector::holds)
                .orElse(one.facts().holds());
    }

    /** A sentence for people. */
    String sentence() {
        return path.isEmpty()
                ? "the protection goes as a whole (" + one.action().effect().word() + ")."
                : "`" + path + "` goes from " + before + " to " + after + ".";
    }

    private static String word(List<Value> values) {
        if (values.size() != 1) {
            return "several values";
        }
        return switch (values.getFirst()) {
            case Value.Null n -> "nothing";
            case Value.Unknown u -> "known after apply";
            case Value.Secret s -> "(sensitive)";
            case Value.Flag(var set) -> Boolean.toString(set);
            case Value.Digits(var text) -> text;
            case Value.Text(var text) -> "\"" + text + "\"";
            case Value.Many(var items) -> items.isEmpty() ? "nothing" : "a list";
            case Value.Fields(var entries) -> entries.isEmpty() ? "nothing" : "a block";
        };
    }
}
