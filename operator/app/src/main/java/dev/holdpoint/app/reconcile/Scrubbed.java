package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
import dev.holdpoint.core.apply.ApplyOutcome;
import java.util.function.UnaryOperator;

/** What runs say in words, before anybody publishes it: a run scrubs by patterns, for it is not told what is secret. */
final class Scrubbed {
    private Scrubbed() {}

    static Delivery of(Delivery said, UnaryOperator<String> scrub) {
        return switch (said) {
            case Delivery.Rejected rejected ->
                new Delivery.Rejected(rejected.diagnostics().stream()
                        .map(one -> new Diagnostic(
                                one.severity(), scrub.apply(one.summary()), scrub.apply(one.file()), one.line()))
                        .toList());
            case Delivery.Failed failed -> new Delivery.Failed(scrub.apply(failed.why()));
            case Delivery.Stalled stalled -> new Delivery.Stalled(scrub.apply(stalled.why()));
            case Delivery.Plan plan -> plan;
            case Delivery.Rendered rendered -> rendered;
            case Delivery.CandidateState candidate -> candidate;
        };
    }

    static ApplyOutcome of(ApplyOutcome outcome, UnaryOperator<String> scrub) {
        return of(outcome, scrub, scrub);
    }

    /** @param addresses what is done about the addresses of things that may exist unknown to the state */
    static ApplyOutcome of(ApplyOutcome outcome, UnaryOperator<String> scrub, UnaryOperator<String> addresses) {
        return switch (outcome) {
            case ApplyOutcome.Applied applied -> applied;
            case ApplyOutcome.NothingDone nothing -> new ApplyOutcome.NothingDone(scrub.apply(nothing.why()));
            case ApplyOutcome.PartlyDone partly ->
                new ApplyOutcome.PartlyDone(
                        scrub.apply(partly.why()),
                        partly.serialBefore(),
                        partly.serialAfter(),
                        partly.orphans().stream().map(addresses).toList());
            case ApplyOutcome.Unknown unknown -> new ApplyOutcome.Unknown(scrub.apply(unknown.why()));
        };
    }
}
