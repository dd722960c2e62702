package dev.holdpoint.core.verdict;

import java.util.ArrayList;
import java.util.List;

/** What goes, and can be made again. */
final class Destroy implements Check {
    static final Rule RULE = new Rule(
            "destroy",
            "any other known thing is deleted, replaced or forgotten",
            "ask: high in production, else normal",
            "It can be made again, but what depends on it fails until then.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        List<Finding> found = new ArrayList<>();
        Tier tier = seen.terms().production() ? Tier.HIGH : Tier.NORMAL;
        for (Weighed one : seen.lost()) {
            TypeFacts facts = one.facts();
            if (facts.known() && !facts.holds().stateful() && facts.protects().isEmpty()) {
                found.add(RULE.ask(tier)
                        .at(one.action())
                        .saw(saw(one))
                        .approvers(
                                "Ask what uses it, and what happens between the end of the old one and the start of the"
                                        + " new one.",
                                "If it was only renamed, ask for a `moved` block instead."));
            }
        }
        return found;
    }

    private static String saw(Weighed one) {
        String cause = one.action().replacePaths().isEmpty()
                ? ""
                : " because of " + Sentences.list(one.action().replacePaths());
        return "effect " + one.action().effect().word() + cause + " on a thing that holds "
                + one.facts().holds().word() + ".";
    }
}
