package dev.holdpoint.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.verdict.Severity;
import dev.holdpoint.core.verdict.Verdict;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real plans get, in production and with no policy. */
class CorpusTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "01-create-empty-state, humans NORMAL, note:state-lost",
        "02-noop, humans NONE, ''",
        "03-destroy-all, refused CRITICAL, refuse:mass-destroy refuse:stateful-destroy refuse:unprotect-and-destroy"
                + " ask:destroy ask:protection-lowered",
        "04-destroy-target-db, refused CRITICAL, refuse:mass-destroy refuse:stateful-destroy ask:plan-partial",
        "05-replace-db-encrypted, refused CRITICAL,"
                + " refuse:stateful-destroy refuse:unprotect-and-destroy ask:protection-lowered",
        "07-inplace-instance-class, humans NORMAL, ''",
        "08-deletion-protection-off, humans CRITICAL, ask:protection-lowered",
        "10-backup-retention-zero, humans CRITICAL, ask:protection-lowered",
        "11-password-rotation, humans NORMAL, ''",
        "13-sg-open-world, humans NORMAL, ''",
        "14-scale-service, humans NORMAL, ''",
        "15-new-image, humans NORMAL, ''",
        "17-delete-db-block, refused CRITICAL, refuse:stateful-destroy",
        "19-moved-rename, humans NORMAL, ''",
        "20-rename-without-moved, refused CRITICAL, refuse:stateful-destroy note:looks-renamed",
        "21-prevent-destroy-error, refused CRITICAL, refuse:plan-incomplete refuse:stateful-destroy"
                + " refuse:unprotect-and-destroy ask:protection-lowered",
        "24-vpc-cidr-replace-cascade, refused CRITICAL, refuse:mass-destroy ask:destroy",
        "25-ssm-secret-change, humans NORMAL, ''",
        "26-provisioner-added, refused HIGH, refuse:code-runs",
        "28-target-only-ecs, humans HIGH, ask:plan-partial",
        "32-create-before-destroy, humans HIGH, ask:destroy",
        "34-refresh-only, humans NORMAL, ''",
    })
    void a_real_plan_gets_its_verdict(String file, String verdict, String rules) {
        Dossier dossier = Corpus.dossier(Corpus.bytes(file + ".json"), Optional.empty());
        String kind = dossier.verdict() instanceof Verdict.Refused ? "refused" : "humans";
        assertThat(kind + " " + dossier.verdict().tier()).isEqualTo(verdict);
        Set<String> found = dossier.verdict().findings().stream()
                .map(finding -> finding.severity().word() + ":" + finding.rule())
                .collect(Collectors.toSet());
        Set<String> expected =
                Arrays.stream(rules.split(" ")).filter(rule -> !rule.isEmpty()).collect(Collectors.toSet());
        assertThat(found).isEqualTo(expected);
        assertThat(dossier.verdict().findings())
                .as("a finding that is more than a note says what to do, and who")
                .allSatisfy(finding -> assertThat(finding.severity() == Severity.NOTE
                                || (!finding.remedy().isEmpty()
                                        && !finding.saw().isEmpty()))
                        .isTrue());
    }
}
