package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Effect;
import java.util.List;
import java.util.Optional;

/** Destroying much at once is an end, not a change. */
final class MassDestruction implements Check {
    static final Rule RULE = new Rule(
            "mass-destroy",
            "destroy mode (a delete without a reason from the configuration), or more managed things go than the policy's"
                    + " count (5 when it says nothing) or, from two things on, its share (20 %)",
            "refuse; ask, high, when the end of the stack was declared (`intent.kind: Decommission`), nothing is guarded"
                    + " and the stack is not production",
            "Nobody can review the loss of so much at once, and a wrong account, state or flag looks exactly like this.");

    /** A share of one thing says nothing: in a stack of three it is a third. */
    private static final int LEAST_FOR_SHARE = 2;

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        Optional<String> saw = saw(seen);
        if (saw.isEmpty()) {
            return List.of();
        }
        boolean declaredEnd = seen.intent().map(Intent::decommission).orElse(false);
        if (declaredEnd && !seen.terms().production() && seen.terms().guards().isEmpty()) {
            return List.of(RULE.ask(Tier.HIGH)
                    .saw(saw.get() + " The end of this stack was declared, and it is not production.")
                    .approvers("Check that nothing else uses what goes: read the list under \"What dies\"."));
        }
        return List.of(RULE.refuse(Tier.CRITICAL)
                .saw(saw.get())
                .requester(
                        "Stop: check that this plan was meant, and made on the right stack, account and state.",
                        "Never destroy to clean up what a wrong plan created; show the plan to the platform team.",
                        "To retire single things, delete their blocks from the configuration, few at a time.",
                        "To retire a stack that is not production, declare `intent.kind: Decommission`; in production the"
                                + " platform team must change the stack first."));
    }

    private static Optional<String> saw(Case seen) {
        List<Weighed> lost = seen.lost();
        long unexplained = lost.stream()
                .filter(one -> one.action().effect() == Effect.DELETE
                        && one.action().reason().isEmpty())
                .count();
        int all = Math.max(1, seen.plan().managedCount());
        String share = lost.size() + " of " + all + " managed things go (" + lost.size() * 100L / all + " %).";
        if (unexplained > 0) {
            return Optional.of("this is a destroy run: "
                    + Sentences.count(unexplained, "delete has", "deletes have")
                    + " no reason in the configuration; " + share);
        }
        Terms.MassDestroy limit = seen.terms().massDestroy();
        boolean tooMany = lost.size() > limit.count();
        boolean tooMuch = lost.size() >= LEAST_FOR_SHARE && lost.size() * 100L > (long) limit.percent() * all;
        return tooMany || tooMuch
                ? Optional.of(share + " The policy allows " + limit.count() + " things and " + limit.percent() + " %.")
                : Optional.empty();
    }
}
