package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.FindingStatus;
import dev.holdpoint.api.PlanStatus;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.ChangeRefused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the ledger says of a round that was refused: what the operator wrote into status and branch, as it is. */
final class Refusals {
    /** For a status that names no rule, or nothing that can be one. */
    private static final String UNNAMED = "unnamed";

    private static final String REFUSES = "refuse";

    private Refusals() {}

    static ChangeRefused fact(Scene scene, int round) {
        ChangeStatus status = scene.change().getStatus();
        String name = scene.change().getMetadata().getNamespace() + "/"
                + scene.change().getMetadata().getName();
        Optional<PlanStatus> plan =
                Optional.ofNullable(status.plan).filter(it -> it.round != null && it.round == round);
        return new ChangeRefused(
                new ChangeEnded.Subject(name, scene.uid(), round),
                scene.stack(),
                plan.flatMap(it -> Sha256.tryParse(it.digest)),
                rules(status),
                plan.flatMap(it -> review(scene, ".holdpoint/changes/" + name + "/REVIEW.md", it.review)));
    }

    /** The branch may show that of an earlier round, or somebody's own. */
    private static Optional<byte[]> review(Scene scene, String path, String digest) {
        return scene.refs()
                .at(scene.branchRef())
                .flatMap(head -> scene.repository().file(head, path))
                .filter(bytes -> bytes.length <= ChangeRefused.MAX_REVIEW
                        && Sha256.of(bytes).hex().equals(digest));
    }

    private static List<String> rules(ChangeStatus status) {
        List<String> rules = Stream.ofNullable(status.findings)
                .flatMap(List::stream)
                .filter(finding -> finding.severity == null || finding.severity.equals(REFUSES))
                .map((FindingStatus finding) -> finding.rule)
                .filter(rule -> rule != null && rule.matches("[a-z][a-z-]{1,62}"))
                .toList();
        return rules.isEmpty() ? List.of(UNNAMED) : rules;
    }
}
