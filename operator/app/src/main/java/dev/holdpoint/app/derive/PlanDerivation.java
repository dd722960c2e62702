package dev.holdpoint.app.derive;

import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.review.Dossier;
import dev.holdpoint.app.review.PlanSummary;
import dev.holdpoint.app.review.Redactor;
import dev.holdpoint.app.review.Review;
import dev.holdpoint.app.review.Subject;
import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.plan.Counts;
import dev.holdpoint.core.plan.Plan;
import dev.holdpoint.core.plan.PlanReading;
import dev.holdpoint.core.plan.PriorState;
import dev.holdpoint.core.plan.StateReading;
import dev.holdpoint.core.verdict.Case;
import dev.holdpoint.core.verdict.Catalog;
import dev.holdpoint.core.verdict.Checks;
import dev.holdpoint.core.verdict.Registered;
import dev.holdpoint.core.verdict.Terms;
import dev.holdpoint.core.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The one derivation: read the evidence, judge it, write what may be shown. Pure; three roles compare its bytes. */
public final class PlanDerivation implements Derivation {
    /**
     * The plan file comes from a pod in which the change's own code ran. Until it is repacked from what Git and the state
     * say, a file that shows nothing may do something; so there is always somebody who looks (ADR 0010).
     */
    private static final Quorum SOMEBODY = new Quorum(1, 0, false);

    /** Instead of words among which a secret could not be told from the rest. */
    private static final String WITHHELD = "(withheld: what is secret in it is not known)";

    private final Formats formats;
    private final Catalog catalog;

    /**
     * @param formats how the engine's bytes are read
     * @param catalog what types are, before the policies' additions
     */
    public PlanDerivation(Formats formats, Catalog catalog) {
        this.formats = formats;
        this.catalog = catalog;
    }

    @Override
    public Derived derive(Evidence evidence) {
        SettingsInForce settings = evidence.settings();
        StackSpec stack = settings.stack().getSpec();
        Terms terms = SettingsTerms.of(Optional.of(stack), settings.policySpecs(), settings.guardSpecs(), catalog);
        String place = "Stack " + settings.stack().getMetadata().getName() + " ("
                + (terms.production() ? "production" : "not production") + "). ";
        return switch (formats.plan(evidence.planJson())) {
            case PlanReading.Unreadable(var where, var why) -> unreadable(evidence, terms, where, why);
            case PlanReading.Sound(var plan) -> withPlan(evidence, terms, plan, place);
        };
    }

    @Override
    public UnaryOperator<String> scrub(KnownSecrets known) {
        if (known.literals().isEmpty()) {
            return text -> WITHHELD;
        }
        Set<String> secrets = new HashSet<>(known.literals().get());
        Set<String> addresses = new HashSet<>();
        for (byte[] bytes : known.states()) {
            if (!(formats.state(bytes) instanceof StateReading.Sound(var state))) {
                return text -> WITHHELD;
            }
            secrets.addAll(state.secrets());
            addresses.addAll(state.managed());
        }
        Plan plan = Plan.nothing();
        if (known.planJson().isPresent()) {
            if (!(formats.plan(known.planJson().get()) instanceof PlanReading.Sound(var read))) {
                return text -> WITHHELD;
            }
            plan = read;
        }
        return Redactor.of(plan, secrets, addresses)::sentence;
    }

    private Derived withPlan(Evidence evidence, Terms terms, Plan plan, String place) {
        PriorState madeOn;
        switch (formats.planFile(evidence.planFile())) {
            case Formats.PlanFileReading.Refused(var why) -> {
                return unreadable(evidence, terms, "the plan file", why);
            }
            case Formats.PlanFileReading.Opened(var made) -> madeOn = made;
        }
        Registered registered = new Registered.None(evidence.established());
        if (evidence.state().isPresent()) {
            switch (formats.state(evidence.state().get())) {
                case StateReading.Unreadable(var where, var why) -> {
                    return unreadable(evidence, terms, "the registered state, " + where, why);
                }
                case StateReading.Sound(var state) -> registered = new Registered.At(state, evidence.established());
            }
        }
        Case seen = Case.of(plan, terms)
                .on(registered, Optional.of(madeOn))
                .declaring(Optional.of(SettingsTerms.intent(evidence.change().intent())))
                .scanned(evidence.scan());
        return write(seen, Checks.judge(seen), evidence, place);
    }

    /** The same dossier over an empty plan: the finding says that there is none to show. */
    private Derived unreadable(Evidence evidence, Terms terms, String where, String why) {
        Case seen = Case.of(Plan.nothing(), terms).scanned(evidence.scan());
        return write(seen, Checks.unreadable(seen, where, why), evidence, "The plan could not be read. ");
    }

    private static Derived write(Case seen, Verdict raw, Evidence evidence, String place) {
        Redactor redactor = Redactor.of(seen.plan(), seen.secrets(), seen.known());
        Verdict verdict = redactor.verdict(raw);
        Quorum quorum =
                Quorums.of(verdict.tier(), evidence.settings().policySpecs()).and(SOMEBODY);
        ChangeFacts change = evidence.change();
        Subject subject = new Subject(
                change.namespace(),
                change.name(),
                change.round(),
                change.title(),
                change.reasoning(),
                change.requester(),
                change.branch());
        Dossier dossier = new Dossier(
                seen,
                verdict,
                quorum,
                redactor,
                Optional.of(subject),
                place,
                evidence.settings().roster().remarks());
        Counts counts = Counts.of(seen.plan());
        return new Derived(
                verdict,
                quorum,
                new Template.Actions(
                        counts.create(), counts.update(), counts.replace(), counts.delete(), counts.forget()),
                Review.of(dossier).getBytes(StandardCharsets.UTF_8),
                PlanSummary.of(dossier));
    }
}
