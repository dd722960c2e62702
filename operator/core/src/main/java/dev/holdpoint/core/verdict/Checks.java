package dev.holdpoint.core.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rules, in the order in which one would ask: is it whole, is it ours, what dies, what else. */
public final class Checks {
    private static final List<Check> ALL = List.of(
            new PlanIncomplete(),
            new EngineUnsupported(),
            new PlanPartial(),
            new StateLost(),
            new StateForeign(),
            new MassDestruction(),
            new Guarded(),
            new StatefulDestroy(),
            new UnprotectAndDestroy(),
            new ProtectionLowered(),
            new Destroy(),
            new DestroyOfUnknown(),
            new LooksRenamed(),
            new Adopts(),
            new UndeclaredEffect(),
            new CodeRuns(),
            new TypeUnknown(),
            new Scanned());

    /** By weight, then address, then name of the rule; part of the contract. */
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::tier, Comparator.reverseOrder())
            .thenComparing(Finding::address)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::saw);

    private Checks() {}

    /** What every rule is called and says, in the order of judging. */
    public static List<Rule> rules() {
        return ALL.stream().map(Check::rule).toList();
    }

    /** Judges a case: pure, with all findings and not just the first. */
    public static Verdict judge(Case seen) {
        List<Finding> findings = new ArrayList<>();
        ALL.forEach(check -> findings.addAll(check.judge(seen)));
        return verdict(findings, Ordinary.tier(seen));
    }

    /** The verdict where the plan, or what it has to be compared with, cannot be read. */
    public static Verdict unreadable(Case seen, String place, String reason) {
        List<Finding> findings = new ArrayList<>(new Scanned().judge(seen));
        findings.add(PlanIncomplete.unreadable(place, reason));
        return verdict(findings, Tier.NONE);
    }

    private static Verdict verdict(List<Finding> findings, Tier least) {
        List<Finding> ordered = findings.stream().sorted(ORDER).toList();
        Tier tier = least;
        for (Finding finding : ordered) {
            boolean asks = finding.severity() != Severity.NOTE;
            tier = asks && finding.tier().compareTo(tier) > 0 ? finding.tier() : tier;
        }
        boolean refused = ordered.stream().anyMatch(finding -> finding.severity() == Severity.REFUSE);
        return refused ? new Verdict.Refused(tier, ordered) : new Verdict.Humans(tier, ordered);
    }
}
