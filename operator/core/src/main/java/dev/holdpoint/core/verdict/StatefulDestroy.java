package dev.holdpoint.core.verdict;

import java.util.ArrayList;
import java.util.List;

/** What cannot be made again by applying again. */
final class StatefulDestroy implements Check {
    static final Rule RULE = new Rule(
            "stateful-destroy",
            "something that holds data, keys or secrets is deleted, replaced or forgotten, or a deposed copy of it is"
                    + " deleted",
            "refuse: no restore-tested backup is on record that could prove otherwise",
            "Applying again brings the thing back empty; what it held is gone, and often its automatic backups with it.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        List<Finding> found = new ArrayList<>();
        for (Weighed one : seen.lost()) {
            if (one.facts().holds().stateful()) {
                found.add(finding(one));
            }
        }
        return found;
    }

    private static Finding finding(Weighed one) {
        String because = one.action().effect().isReplace()
                        && !one.action().replacePaths().isEmpty()
                ? " The cause is " + Sentences.list(one.action().replacePaths()) + ", which cannot be changed in place."
                : "";
        String restore = one.facts().restore().isEmpty()
                ? ""
                : " It could come back only by: " + one.facts().restore() + ".";
        String first = switch (one.action().effect()) {
            case REPLACE_DESTROY_FIRST, REPLACE_CREATE_FIRST ->
                "Take back the edit that forces the replacement"
                        + (one.action().replacePaths().isEmpty()
                                ? "."
                                : " (" + Sentences.list(one.action().replacePaths()) + ").");
            case DELETE, DEPOSED_DELETE ->
                "Put its block back into the configuration. If it was only renamed, write a `moved` block from the old"
                        + " address to the new one.";
            case FORGET -> "Take the `removed` block back: what no state knows, nobody protects or backs up.";
            case CREATE, UPDATE, IMPORT, MOVE, READ, OPEN, NOOP, RUN, UNKNOWN -> "Take the edit back.";
        };
        return RULE.refuse(Tier.CRITICAL)
                .at(one.action())
                .saw("it holds " + one.facts().holds().word() + ", and the plan's effect on it is "
                        + one.action().effect().word() + "." + because + restore)
                .requester(
                        first,
                        "If the contents must live elsewhere: create the new thing beside it in one change, copy, check,"
                                + " and only then speak of removing the old one.",
                        "Nobody can approve this plan; the platform team must first have a restore-tested backup on"
                                + " record.");
    }
}
