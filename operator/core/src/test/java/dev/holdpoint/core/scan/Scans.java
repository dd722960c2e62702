package dev.holdpoint.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.scan.hcl.HclReading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scans small trees, said in one line. */
final class Scans {
    /** A stack that lists three providers and permits nothing. */
    static final ScanLaw LAW = new ScanLaw(
            "",
            Optional.of(Set.of("hashicorp/aws", "hashicorp/external", "hashicorp/local")),
            ScanLaw.Permit.REFUSE,
            ScanLaw.Permit.REFUSE,
            Set.of("s3 team-states/network.tfstate"));

    private Scans() {}

    static Tree tree(String... pathsAndTexts) {
        List<TreeEntry> entries = new ArrayList<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            entries.add(new TreeEntry(
                    pathsAndTexts[i], TreeEntry.REGULAR, pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8)));
        }
        if (Tree.read(entries) instanceof Tree.Reading.Sound(Tree tree)) {
            return tree;
        }
        throw new AssertionError("the tree itself is refused: " + Tree.read(entries));
    }

    static ScanReport scan(ScanLaw law, String... pathsAndTexts) {
        return ConfigurationScan.of(tree(pathsAndTexts), law, json -> new HclReading.Bad(1, "no JSON in this test"));
    }

    /** Rules that refuse one file {@code main.tf}. */
    static List<String> refusals(String main) {
        return rules(scan(LAW, "main.tf", main).refused());
    }

    static List<String> rules(List<ScanFinding> findings) {
        return findings.stream().map(ScanFinding::rule).distinct().toList();
    }

    static void refuses(String rule, String... pathsAndTexts) {
        ScanReport report = scan(LAW, pathsAndTexts);
        assertThat(rules(report.refused())).as(report.refused().toString()).containsExactly(rule);
        assertThat(report.refused()).allSatisfy(f -> assertThat(f.remedy()).isNotBlank());
    }

    static void allows(String... pathsAndTexts) {
        assertThat(scan(LAW, pathsAndTexts).refused()).isEmpty();
    }
}
