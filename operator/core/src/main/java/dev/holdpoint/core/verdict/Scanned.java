package dev.holdpoint.core.verdict;

import dev.holdpoint.core.scan.ScanFinding;
import java.util.List;

/** What the static scan refuses stays refused here, and what it asks about is asked, so that the verdict shows everything. */
final class Scanned implements Check {
    static final Rule RULE = new Rule(
            "scan",
            "the static scan of the configuration objects; the finding carries the scan's own rule name",
            "refuse, ask or note, as the scan weighs it",
            "This would run, or read, before anybody could look at a plan.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        return seen.scan().stream()
                .map(found -> new Finding(
                        found.rule(),
                        severity(found),
                        Tier.HIGH,
                        found.file() + (found.line() > 0 ? ":" + found.line() : ""),
                        "",
                        "",
                        found.saw(),
                        RULE.why(),
                        List.of(found.remedy()),
                        severity(found) == Severity.REFUSE ? "requester" : "approvers"))
                .toList();
    }

    private static Severity severity(ScanFinding found) {
        return switch (found.weight()) {
            case REFUSE -> Severity.REFUSE;
            case ASK -> Severity.ASK;
            case NOTE -> Severity.NOTE;
        };
    }
}
