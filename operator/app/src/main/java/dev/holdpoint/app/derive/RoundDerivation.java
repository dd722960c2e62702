package dev.holdpoint.app.derive;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.PlanSpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.plan.Inputs;
import dev.holdpoint.core.record.Entry;
import dev.holdpoint.core.scan.ScanFinding;
import dev.holdpoint.core.scan.ScanReport;
import dev.holdpoint.core.verdict.Tier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Derives what is put before the reviewers. Controller, attestor and apply pod run the same code over what each of them
 * read; a differing byte means that somebody lied or that there is a bug.
 */
public final class RoundDerivation {
    private static final Duration USUAL_ROUND = Duration.ofDays(3);

    private final Derivation derivation;
    private final BiFunction<Tree, StackSpec, ScanReport> scan;

    /** @param scan the static scan of a stack's tree */
    public RoundDerivation(Derivation derivation, BiFunction<Tree, StackSpec, ScanReport> scan) {
        this.derivation = derivation;
        this.scan = scan;
    }

    /** What the static scan refuses in a tree; nothing of it may be planned unless this is empty. */
    public List<ScanFinding> scan(Tree tree, StackSpec stack) {
        return scan.apply(tree, stack).refused();
    }

    /** Digest of all that a plan is made from but for the state. */
    public static Sha256 inputs(InfrastructureChange change, SettingsInForce settings, Tree tree, String lockFile) {
        StackSpec stack = settings.stack().getSpec();
        return new Inputs(
                        tree.digest(),
                        settings.stack().getMetadata().getUid(),
                        change.getMetadata().getUid(),
                        stack.path == null ? "" : stack.path,
                        stack.engine.name + " " + stack.engine.version,
                        Sha256.parse(stack.engine.sha256),
                        Sha256.of(lockFile.getBytes(StandardCharsets.UTF_8)))
                .digest();
    }

    /** When the round ends undecided: the shortest time that a policy gives, from the making of the plan object. */
    public static Instant expires(RoundSources sources) {
        Duration round = sources.settings().policies().stream()
                .map(policy -> policy.getSpec().roundHours)
                .filter(hours -> hours != null)
                .map(Duration::ofHours)
                .min(Duration::compareTo)
                .orElse(USUAL_ROUND);
        return publishedAt(sources).plus(round);
    }

    /** The moment that stands in the preview commit: when the API server took the plan. */
    public static Instant publishedAt(RoundSources sources) {
        return Instant.parse(sources.plan().getMetadata().getCreationTimestamp())
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /** Where the preview lies in the repository. */
    public static String folder(InfrastructureChange change) {
        return ".holdpoint/changes/" + change.getMetadata().getNamespace() + "/"
                + change.getMetadata().getName() + "/";
    }

    /** The branch of a change, as a short name. */
    public static String branch(InfrastructureChange change) {
        return "holdpoint/" + change.getMetadata().getNamespace() + "/"
                + change.getMetadata().getName();
    }

    /** See {@link Derivation#scrub}. */
    public UnaryOperator<String> scrub(KnownSecrets known) {
        return derivation.scrub(known);
    }

    /** Derives the round. */
    public Preview derive(RoundSources sources) {
        Derived derived = derivation.derive(evidence(sources));
        Template template = template(sources, derived);
        String folder = folder(sources.change());
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(folder + "REVIEW.md", derived.review());
        files.put(folder + "plan.json", derived.planJson());
        files.put(folder + "APPROVE.txt", template.render());
        return new Preview(derived, template, files);
    }

    private Evidence evidence(RoundSources sources) {
        InfrastructureChange change = sources.change();
        return new Evidence(
                new ChangeFacts(
                        change.getMetadata().getNamespace(),
                        change.getMetadata().getName(),
                        change.getMetadata().getUid(),
                        sources.plan().getSpec().round,
                        change.getSpec().title,
                        change.getSpec().reasoning,
                        change.getSpec().requester,
                        Optional.ofNullable(change.getSpec().intent),
                        sources.base(),
                        sources.changeCommit(),
                        branch(change)),
                sources.settings(),
                sources.planJson(),
                sources.planFile(),
                sources.state(),
                sources.established(),
                scan.apply(sources.tree(), sources.settings().stack().getSpec()).toJudge());
    }

    private static Template template(RoundSources sources, Derived derived) {
        InfrastructureChange change = sources.change();
        SettingsInForce settings = sources.settings();
        PlanSpec plan = sources.plan().getSpec();
        String lock = plan.lockFile == null ? "" : plan.lockFile;
        Tier tier = derived.verdict().tier();
        return new Template(
                new Template.Subject(
                        change.getMetadata().getNamespace(),
                        change.getMetadata().getName(),
                        change.getMetadata().getUid(),
                        settings.repository().getSpec().url,
                        "refs/heads/" + settings.repository().getSpec().baseBranch,
                        sources.changeCommit()),
                plan.round,
                tier,
                new Template.Pins(
                        Sha256.of(sources.planFile()),
                        Sha256.of(derived.review()),
                        inputs(change, settings, sources.tree(), lock),
                        settings.digest(),
                        plan.ledger == null ? Entry.ROOT : Sha256.parse(plan.ledger)),
                state(plan),
                derived.actions(),
                expires(sources),
                0);
    }

    private static Template.State state(PlanSpec plan) {
        return plan.lineage == null || plan.serial == null
                ? new Template.State.None()
                : new Template.State.At(plan.lineage, plan.serial);
    }
}
