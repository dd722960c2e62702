package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Value;
import java.util.ArrayList;
import java.util.List;

/** One stroke that takes the lock off and the thing away leaves nobody the time between. */
final class UnprotectAndDestroy implements Check {
    static final Rule RULE = new Rule(
            "unprotect-and-destroy",
            "one plan lowers a protection and deletes, replaces or forgets what it protected; where the link between the"
                    + " two is not known yet, they are taken to belong together",
            "refuse",
            "A protection exists so that destroying needs a second, later decision.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        List<Finding> found = new ArrayList<>();
        List<Weighed> lost = seen.lost();
        for (Weighed one : seen.weighed()) {
            for (Lowered lowered : Lowered.in(one)) {
                lost.stream()
                        .filter(gone -> protectedBy(lowered, gone))
                        .findFirst()
                        .ifPresent(gone -> found.add(finding(lowered, gone)));
            }
        }
        return found;
    }

    private static boolean protectedBy(Lowered lowered, Weighed gone) {
        if (lowered.one().facts().protects().isEmpty()) {
            return lowered.one().action().address().equals(gone.action().address());
        }
        if (gone.facts().protects().isPresent()) {
            return false;
        }
        TypeFacts.Protector protector = lowered.one().facts().protects().get();
        Value link = lowered.one().action().before().at(protector.by()).getFirst();
        if (link.plain().isEmpty()) {
            return gone.facts().holds().stateful();
        }
        List<String> names = new ArrayList<>(gone.facts().identity());
        names.add("id");
        names.add("arn");
        return names.stream()
                .map(name -> gone.action().before().at(name).getFirst())
                .anyMatch(value -> value.equals(link));
    }

    private static Finding finding(Lowered lowered, Weighed gone) {
        return RULE.refuse(Tier.CRITICAL)
                .at(lowered.one().action())
                .saw(lowered.sentence() + " In the same plan " + gone.action().address() + " (" + gone.what()
                        + ") gets " + gone.action().effect().word() + ".")
                .requester(
                        "Keep the protection, and take back what destroys the thing.",
                        "If both are really wanted they are two changes: first the one that lowers the protection, with its"
                                + " own approvals; the other one after it is applied.");
    }
}
