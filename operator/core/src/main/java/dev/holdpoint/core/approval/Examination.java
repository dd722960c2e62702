package dev.holdpoint.core.approval;

import static dev.holdpoint.core.approval.VoteFinding.NextActor.APPROVERS;
import static dev.holdpoint.core.approval.VoteFinding.NextActor.PLATFORM;
import static dev.holdpoint.core.approval.VoteFinding.NextActor.REQUESTER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One pass over one tag: step after step, each relying on the ones before. The first failure ends it. */
final class Examination {

    static final String NAMESPACE = "git";

    private static final Pattern VOTER = Pattern.compile("([a-z0-9][-a-z0-9.]{0,62})(/[1-9][0-9]?)?");

    private final VoteVerifier.Known known;
    private final SignedTag found;
    private final Instant now;

    private String claimed;
    private TagObject tag;
    private Decision decision;
    private List<String> answers;
    private SignatureCheck.Good signature;
    private Roster.Holder holder;
    private VoteFinding finding;

    Examination(VoteVerifier.Known known, SignedTag found, Instant now) {
        this.known = known;
        this.found = found;
        this.now = now;
    }

    List<StepResult> run() {
        List<StepResult> results = new ArrayList<>();
        for (VoteStep step : VoteStep.values()) {
            results.add(finding == null ? take(step) : new StepResult(step, StepResult.Status.NOT_REACHED, ""));
        }
        return List.copyOf(results);
    }

    Optional<VoteFinding> finding() {
        return Optional.ofNullable(finding);
    }

    String person() {
        return holder.person().name();
    }

    Decision decision() {
        return decision;
    }

    List<String> answers() {
        return answers;
    }

    SignatureCheck.Good signature() {
        return signature;
    }

    private StepResult take(VoteStep step) {
        return switch (step) {
            case PLACE -> place();
            case TEXT -> text();
            case TEMPLATE -> template();
            case SIGNATURE -> signatureHolds();
            case PERSON -> whose();
            case RIGHT -> right();
            case ANSWERS -> notEnforced(step, answers.size() + " answers recorded as typed");
            case CURRENT -> current();
            case ATTENTION -> notEnforced(step, "reading time is measured by who records the vote");
            case RECORD -> partly(step, "the vote counts once the ledger has it");
        };
    }

    private StepResult place() {
        String prefix = known.template().tagPrefix();
        Matcher voter =
                VOTER.matcher(found.ref().startsWith(prefix) ? found.ref().substring(prefix.length()) : "");
        if (!voter.matches()) {
            return fails(
                    VoteStep.PLACE,
                    "vote-misplaced",
                    "a vote for this round is a tag " + prefix + "<your name>",
                    APPROVERS);
        }
        claimed = voter.group(1);
        return switch (TagObject.parse(found.raw())) {
            case Parsed.Bad<TagObject> unreadable ->
                partly(VoteStep.PLACE, "the ref is right; the tag itself cannot be read, see the next step");
            case Parsed.Ok<TagObject>(var readable) -> pointsAtPreview(readable);
        };
    }

    private StepResult pointsAtPreview(TagObject readable) {
        if (!found.ref().equals("refs/tags/" + readable.tag())) {
            return fails(
                    VoteStep.PLACE,
                    "vote-moved",
                    "the tag calls itself " + readable.tag() + ": it was moved here",
                    PLATFORM);
        }
        if (!readable.type().equals("commit")) {
            return fails(VoteStep.PLACE, "vote-elsewhere", "the tag points at a " + readable.type(), APPROVERS);
        }
        if (known.previewCommit().isEmpty()) {
            return partly(
                    VoteStep.PLACE,
                    "which commit is the preview is not known here; the tag points at " + readable.object());
        }
        String preview = known.previewCommit().get();
        if (!readable.object().equals(preview)) {
            return fails(
                    VoteStep.PLACE,
                    "vote-elsewhere",
                    "the tag points at " + readable.object() + ", the preview to vote on is " + preview
                            + ": fetch and vote again",
                    APPROVERS);
        }
        return holds(VoteStep.PLACE, "on the preview " + preview);
    }

    private StepResult text() {
        return switch (TagObject.parse(found.raw())) {
            case Parsed.Bad<TagObject>(var reason) -> fails(VoteStep.TEXT, "vote-unreadable", reason, APPROVERS);
            case Parsed.Ok<TagObject>(var readable) -> {
                tag = readable;
                yield holds(VoteStep.TEXT, found.raw().length + " bytes of plain text, one signature");
            }
        };
    }

    private StepResult template() {
        return switch (known.template().match(tag.message())) {
            case Parsed.Bad<Template.Filled>(var reason) ->
                fails(VoteStep.TEMPLATE, "vote-altered", "not this round's template: " + reason, APPROVERS);
            case Parsed.Ok<Template.Filled>(var filled) -> decided(filled);
        };
    }

    private StepResult decided(Template.Filled filled) {
        Optional<Decision> word = Decision.of(filled.decision());
        if (word.isEmpty()) {
            return fails(
                    VoteStep.TEMPLATE,
                    "vote-undecided",
                    "after 'Decision:' must stand approve, reject or withdraw",
                    APPROVERS);
        }
        decision = word.get();
        answers = filled.answers();
        return holds(VoteStep.TEMPLATE, "this round's template, decision " + decision.word());
    }

    private StepResult signatureHolds() {
        byte[] signed = tag.signedBytes(found.raw());
        return switch (SshSignature.check(tag.signature(), signed, NAMESPACE)) {
            case SignatureCheck.Bad(var reason) -> fails(VoteStep.SIGNATURE, "vote-signature", reason, APPROVERS);
            case SignatureCheck.Good good -> touched(good);
        };
    }

    private StepResult touched(SignatureCheck.Good good) {
        signature = good;
        return switch (good.presence()) {
            case NOBODY ->
                fails(
                        VoteStep.SIGNATURE,
                        "vote-untouched",
                        "the device signed without being touched; make the key without no-touch-required",
                        APPROVERS);
            case UNKNOWN, TOUCH, TOUCH_AND_PIN ->
                holds(VoteStep.SIGNATURE, "by " + good.key() + ", presence " + good.presence());
        };
    }

    private StepResult whose() {
        return known.roster()
                .map(this::whose)
                .orElseGet(
                        () -> partly(VoteStep.PERSON, "the roster is not known here; the key is " + signature.key()));
    }

    private StepResult whose(Roster roster) {
        Optional<Roster.Holder> owner = roster.holderOf(signature.key());
        if (owner.isEmpty()) {
            return fails(
                    VoteStep.PERSON,
                    "key-unknown",
                    "the key " + signature.key().fingerprint() + " is nobody's on the roster, version "
                            + roster.version(),
                    PLATFORM);
        }
        holder = owner.get();
        if (!person().equals(claimed)) {
            return fails(
                    VoteStep.PERSON,
                    "vote-under-other-name",
                    "the tag stands under " + claimed + ", the key is " + person() + "'s",
                    APPROVERS);
        }
        Optional<String> objection = holder.key().objection(known.template().tier(), now);
        if (objection.isPresent()) {
            return fails(VoteStep.PERSON, "key-too-new", objection.get(), APPROVERS);
        }
        return holds(VoteStep.PERSON, person() + ", by the roster's version " + roster.version());
    }

    private StepResult right() {
        return known.roster().map(this::right).orElseGet(() -> partly(VoteStep.RIGHT, "not known here: the roster"));
    }

    private StepResult right(Roster roster) {
        if (known.template().tier().compareTo(holder.person().maxTier()) > 0) {
            return fails(
                    VoteStep.RIGHT,
                    "tier-too-high",
                    person() + " may vote up to " + holder.person().maxTier() + ", this is "
                            + known.template().tier(),
                    APPROVERS);
        }
        if (known.stack().isPresent()
                && !holder.person().mayVoteOn(known.stack().get())) {
            return fails(
                    VoteStep.RIGHT,
                    "not-this-stack",
                    person() + " may not vote on the stack " + known.stack().get(),
                    APPROVERS);
        }
        if (known.origin().isEmpty() || known.stack().isEmpty()) {
            return partly(
                    VoteStep.RIGHT,
                    "not known here: " + (known.stack().isEmpty() ? "the stack; " : "")
                            + (known.origin().isEmpty() ? "who stands behind the change" : ""));
        }
        return switch (roster.barred(known.origin().get())) {
            case Parsed.Bad<Set<String>>(var reason) -> fails(VoteStep.RIGHT, "requester-unowned", reason, PLATFORM);
            case Parsed.Ok<Set<String>>(var barred) -> independent(barred);
        };
    }

    private StepResult independent(Set<String> barred) {
        if (barred.contains(person())) {
            return fails(
                    VoteStep.RIGHT,
                    "voter-in-chain",
                    person()
                            + " asked for this change, wrote part of it or owns the agent that did: somebody else must vote",
                    APPROVERS);
        }
        return holds(VoteStep.RIGHT, barred.isEmpty() ? "nobody is barred" : "barred are " + String.join(", ", barred));
    }

    private StepResult current() {
        Optional<String> expired = known.template().expiredAt(now);
        if (expired.isPresent()) {
            return fails(VoteStep.CURRENT, "round-expired", expired.get(), REQUESTER);
        }
        if (known.facts().isEmpty()) {
            return partly(
                    VoteStep.CURRENT, "not expired; plan, inputs, settings and state as of now are not known here");
        }
        RoundFacts facts = known.facts().get();
        Template.Pins pins = known.template().pins();
        List<String> changed = new ArrayList<>();
        note(changed, facts.round() == known.template().round(), "the round is over, current is " + facts.round());
        note(changed, facts.plan().equals(pins.plan()), "the plan's bytes have another digest");
        note(changed, facts.inputs().equals(pins.inputs()), "what the plan was made from has changed");
        note(changed, facts.settings().equals(pins.settings()), "the settings in force have changed");
        note(changed, facts.state().equals(known.template().state()), "the state has moved");
        return changed.isEmpty()
                ? holds(VoteStep.CURRENT, "round " + facts.round() + ", nothing moved")
                : fails(VoteStep.CURRENT, "round-stale", String.join("; ", changed), REQUESTER);
    }

    private static void note(List<String> changed, boolean same, String otherwise) {
        if (!same) {
            changed.add(otherwise);
        }
    }

    private StepResult fails(VoteStep step, String rule, String message, VoteFinding.NextActor nextActor) {
        finding = new VoteFinding(step, rule, message, nextActor);
        return new StepResult(step, StepResult.Status.FAILS, rule + ": " + message);
    }

    private static StepResult holds(VoteStep step, String note) {
        return new StepResult(step, StepResult.Status.HOLDS, note);
    }

    private static StepResult partly(VoteStep step, String note) {
        return new StepResult(step, StepResult.Status.HOLDS_AS_FAR_AS_KNOWN, note);
    }

    private static StepResult notEnforced(VoteStep step, String note) {
        return new StepResult(step, StepResult.Status.NOT_ENFORCED, note);
    }
}
