package dev.holdpoint.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.adapter.catalog.CatalogFiles;
import dev.holdpoint.app.adapter.engine.PlanJson;
import dev.holdpoint.app.derive.Quorums;
import dev.holdpoint.app.derive.SettingsTerms;
import dev.holdpoint.core.plan.Plan;
import dev.holdpoint.core.plan.PlanReading;
import dev.holdpoint.core.verdict.Case;
import dev.holdpoint.core.verdict.Checks;
import dev.holdpoint.core.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** Real plans of an estate like the incident's; beside the repository, or the tests that need them are skipped. */
final class Corpus {
    private Corpus() {}

    static Path folder() {
        return Path.of(System.getProperty("holdpoint.root"), "..", "shared", "corpus")
                .normalize();
    }

    static byte[] bytes(String file) {
        Path path = folder().resolve(file);
        Assumptions.assumeTrue(Files.isRegularFile(path), "the corpus is not beside this repository: " + file);
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Dossier dossier(byte[] json, Optional<Subject> subject) {
        PlanReading reading = PlanJson.read(json);
        assertThat(reading).isInstanceOf(PlanReading.Sound.class);
        Plan plan = ((PlanReading.Sound) reading).plan();
        Case seen = Case.of(plan, SettingsTerms.of(Optional.empty(), List.of(), Map.of(), CatalogFiles.load()));
        Redactor redactor = Redactor.of(plan, Set.of(), plan.prior());
        Verdict verdict = redactor.verdict(Checks.judge(seen));
        return new Dossier(
                seen, verdict, Quorums.of(verdict.tier(), List.of()), redactor, subject, "Stack x.", List.of());
    }
}
