package dev.holdpoint.core.scan;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the static scan saw. Each list is ordered by file, line, rule and words.
 *
 * @param refused why the configuration may not be planned; empty when it may
 * @param permitted what runs code and what the stack permits to be asked about
 * @param recorded what is allowed and worth knowing
 */
public record ScanReport(List<ScanFinding> refused, List<ScanFinding> permitted, List<ScanFinding> recorded) {
    public ScanReport {
        refused = List.copyOf(refused);
        permitted = List.copyOf(permitted);
        recorded = List.copyOf(recorded);
    }

    /** What a verdict must hear of: everything refused, and what is permitted but stands in no plan. */
    public List<ScanFinding> toJudge() {
        return Stream.concat(refused.stream(), permitted.stream())
                .filter(finding -> finding.weight() != ScanFinding.Weight.NOTE)
                .toList();
    }

    /** Whether the configuration may be planned. */
    public boolean isClean() {
        return refused.isEmpty();
    }
}
