package dev.holdpoint.core.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where the rules write what they see. The same sight is noted once. */
final class Notes {
    private static final Comparator<ScanFinding> ORDER = Comparator.comparing(ScanFinding::file)
            .thenComparingInt(ScanFinding::line)
            .thenComparing(ScanFinding::rule)
            .thenComparing(ScanFinding::saw)
            .thenComparing(ScanFinding::remedy);

    private final SortedSet<ScanFinding> refused = new TreeSet<>(ORDER);
    private final SortedSet<ScanFinding> permitted = new TreeSet<>(ORDER);
    private final SortedSet<ScanFinding> recorded = new TreeSet<>(ORDER);

    void refuse(String rule, Place place, String saw, String remedy) {
        refused.add(new ScanFinding(rule, place.file(), place.line(), saw, remedy, ScanFinding.Weight.REFUSE));
    }

    /** @param weight ASK where no plan would show it, else NOTE */
    void permit(String rule, Place place, String saw, ScanFinding.Weight weight) {
        permitted.add(new ScanFinding(
                rule, place.file(), place.line(), saw, "The stack permits it; read what it runs.", weight));
    }

    void record(String rule, Place place, String saw) {
        recorded.add(new ScanFinding(rule, place.file(), place.line(), saw, "Nothing to do.", ScanFinding.Weight.NOTE));
    }

    ScanReport report() {
        return new ScanReport(list(refused), list(permitted), list(recorded));
    }

    private static List<ScanFinding> list(SortedSet<ScanFinding> all) {
        return new ArrayList<>(all);
    }
}
