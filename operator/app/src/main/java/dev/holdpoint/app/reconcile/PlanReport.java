package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.Counts;
import dev.holdpoint.api.FindingStatus;
import dev.holdpoint.api.PlanStatus;
import dev.holdpoint.app.derive.Preview;
import dev.holdpoint.app.derive.RoundDerivation;
import dev.holdpoint.app.derive.RoundSources;
import dev.holdpoint.core.approval.Origin;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.verdict.Finding;
import java.util.List;
import java.util.Set;

/** Writes the plan of a round and its findings into a change's status. */
final class PlanReport {
    private static final int MAX_FINDINGS = 50;
    private static final int MAX_TEXT = 500;
    private static final String REQUESTER = "requester";

    private PlanReport() {}

    static void write(ChangeStatus status, ControllerSeen seen) {
        Preview preview = seen.preview().orElseThrow();
        RoundSources sources = seen.sources().orElseThrow();
        Template template = preview.template();
        PlanStatus plan = new PlanStatus();
        plan.round = template.round();
        plan.name = sources.plan().getMetadata().getName();
        plan.digest = template.pins().plan().hex();
        plan.review = template.pins().review().hex();
        plan.inputs = template.pins().inputs().hex();
        plan.settings = template.pins().settings().hex();
        plan.head = seen.branch().standing().orElseThrow().head();
        plan.lineage = sources.plan().getSpec().lineage;
        plan.serial = sources.plan().getSpec().serial;
        plan.stateDigest = sources.plan().getSpec().stateDigest;
        plan.tier = Phases.tier(template.tier());
        plan.required = preview.derived().quorum().required();
        plan.signedTags = preview.derived().quorum().signedTags();
        plan.barred = barred(seen);
        plan.counts = counts(template.actions());
        plan.publishedAt = RoundDerivation.publishedAt(sources).toString();
        plan.expires = template.expires().toString();
        status.plan = plan;
        status.tier = plan.tier;
        status.summary = summary(template.actions());
        status.approvals = "0/" + plan.required;
        status.findings = findings(preview.derived().verdict().findings());
    }

    /** A refusal: of a verdict with all its findings, or of what made no plan possible. */
    static void refuse(ChangeStatus status, ControllerSeen seen, List<String> reasons) {
        if (reasons.isEmpty() && seen.preview().isPresent()) {
            write(status, seen);
            status.approvals = null;
            return;
        }
        status.findings =
                reasons.stream().limit(MAX_FINDINGS).map(PlanReport::finding).toList();
    }

    private static FindingStatus finding(String line) {
        int colon = line.indexOf(": ");
        boolean named = colon > 0 && line.substring(0, colon).matches("[a-z][a-z-]{2,40}");
        FindingStatus finding = new FindingStatus();
        finding.rule = named ? line.substring(0, colon) : "configuration-wrong";
        finding.severity = "refuse";
        finding.saw = cut(named ? line.substring(colon + 2) : line);
        finding.nextActor = REQUESTER;
        return finding;
    }

    private static List<FindingStatus> findings(List<Finding> all) {
        return all.stream().limit(MAX_FINDINGS).map(PlanReport::finding).toList();
    }

    private static FindingStatus finding(Finding found) {
        FindingStatus finding = new FindingStatus();
        finding.rule = found.rule();
        finding.severity = found.severity().word();
        finding.address = found.address().isEmpty() ? null : cut(found.address());
        finding.saw = cut(found.saw());
        finding.remedy = found.remedy().stream().map(PlanReport::cut).limit(8).toList();
        finding.nextActor = found.nextActor();
        return finding;
    }

    private static List<String> barred(ControllerSeen seen) {
        Scene scene = seen.scene().orElseThrow();
        Origin origin = new Origin(
                scene.change().getSpec().requester,
                seen.branch().standing().orElseThrow().emails());
        return switch (scene.settings().roster().barred(origin)) {
            case Parsed.Ok<Set<String>>(var people) -> people.stream().sorted().toList();
            // Observed before: such a change is refused and gets no plan.
            case Parsed.Bad<Set<String>>(var reason) -> throw new IllegalStateException(reason);
        };
    }

    private static Counts counts(Template.Actions actions) {
        Counts counts = new Counts();
        counts.create = actions.create();
        counts.update = actions.update();
        counts.replace = actions.replace();
        counts.delete = actions.delete();
        counts.forget = actions.forget();
        return counts;
    }

    /** {@code +3 ~1 -0}; a replacement counts on both sides, a forgotten thing as gone. */
    private static String summary(Template.Actions a) {
        return "+" + (a.create() + a.replace()) + " ~" + a.update() + " -" + (a.delete() + a.replace() + a.forget());
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
    }
}
