package dev.holdpoint.core.verdict;

import java.util.List;

/** What the static scan refuses stays refused here, so that the verdict shows everything at once. */
final class Scanned implements Check {
    static final Rule RULE = new Rule(
            "scan",
            "the static scan of the configuration objects; the finding carries the scan's own rule name",
            "refuse",
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
                        Severity.REFUSE,
                        Tier.HIGH,
                        found.file() + (found.line() > 0 ? ":" + found.line() : ""),
                        "",
                        "",
                        found.saw(),
                        RULE.why(),
                        List.of(found.remedy()),
                        "requester"))
                .toList();
    }
}
