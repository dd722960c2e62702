package dev.holdpoint.app.cli;

import dev.holdpoint.app.audit.LedgerProof;
import dev.holdpoint.core.approval.Decision;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.approval.VoteFinding;
import dev.holdpoint.core.approval.VoteVerifier;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.Proven;
import dev.holdpoint.core.record.VoteRecorded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a change waits for, as far as a clone tells: pure, from what was read. */
final class Waiting {
    private final LedgerProof.Result.Sound ledger;
    private final List<String> lines = new ArrayList<>();
    private String next = "holdpoint";

    Waiting(LedgerProof.Result.Sound ledger) {
        this.ledger = ledger;
    }

    /**
     * The preview of the current round.
     *
     * @param commit that the branch points at
     * @param tags of the round
     */
    record Round(Template template, byte[] review, String commit, List<SignedTag> tags) {}

    /** All lines, and who is next at the end. */
    List<String> of(String change, Optional<Round> round, Instant now) {
        Optional<ChangeEnded> end = end(change, round);
        if (end.isPresent()) {
            satisfied("ended as " + end.get().end().phase() + ": " + end.get().message());
            next = "nobody";
        } else if (round.isEmpty()) {
            unsatisfied("no preview is published on its branch");
        } else {
            published(round.get(), now);
        }
        lines.add("next: " + next);
        return lines;
    }

    private void satisfied(String text) {
        lines.add("  satisfied    " + text);
    }

    private void unsatisfied(String text) {
        lines.add("  unsatisfied  " + text);
    }

    private Optional<ChangeEnded> end(String change, Optional<Round> round) {
        return facts(ChangeEnded.class).stream()
                .filter(end -> round.isPresent()
                        ? end.subject()
                                .uid()
                                .equals(round.get().template().subject().uid())
                        : end.subject().change().equals(change))
                .reduce((earlier, later) -> later);
    }

    private <T> List<T> facts(Class<T> kind) {
        return ledger.history().proven().stream()
                .map(Proven::fact)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private void published(Round round, Instant now) {
        Template template = round.template();
        satisfied("round " + template.round() + " (tier "
                + template.tier().name().toLowerCase(Locale.ROOT) + ") is published as commit " + round.commit());
        if (!Sha256.of(round.review()).equals(template.pins().review())) {
            unsatisfied("REVIEW.md is not the text that APPROVE.txt names: do not vote on it");
            next = "platform";
            return;
        }
        Optional<PlanApproved> approved = facts(PlanApproved.class).stream()
                .filter(it -> it.template().equals(template))
                .findFirst();
        boolean rejected = votes(round, now);
        if (approved.isPresent()) {
            ordered(approved.get());
        } else if (rejected) {
            unsatisfied("the round was rejected: correct the change, or let more people overrule it");
            next = "requester";
        } else if (!now.isBefore(template.expires())) {
            unsatisfied("the round expired at " + template.expires());
            next = "requester";
        } else {
            unsatisfied(need(round.review()) + "; until " + template.expires());
            next = "approvers";
        }
    }

    /** The review's own first line: how many must approve. */
    private static String need(byte[] review) {
        return new String(review, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^#+ *", "")
                .replaceAll("\\p{Cntrl}", " ");
    }

    /** @return whether somebody rejected the round */
    private boolean votes(Round round, Instant now) {
        Set<Sha256> recorded = new HashSet<>();
        boolean rejected = false;
        for (Proven proven : ledger.history().proven()) {
            if (proven.fact() instanceof VoteRecorded vote
                    && vote.poll().template().equals(round.template())) {
                recorded.add(vote.digest());
                rejected |= vote.decision() == Decision.REJECT;
                satisfied(vote.person() + ": " + vote.decision().word() + ", recorded as entry "
                        + proven.entry().number());
            }
        }
        Optional<Roster> roster = ledger.settings().rosterAt(Long.MAX_VALUE);
        for (SignedTag tag : round.tags()) {
            if (!recorded.contains(Sha256.of(tag.raw()))) {
                unrecorded(tag, round, roster, now);
            }
        }
        return rejected;
    }

    private void unrecorded(SignedTag tag, Round round, Optional<Roster> roster, Instant now) {
        String name = tag.ref().substring("refs/tags/".length());
        if (roster.isEmpty()) {
            unsatisfied(name + " is not judged: the ledger has no roster");
            return;
        }
        VoteVerifier.Known known = new VoteVerifier.Known(
                round.template(),
                roster,
                Optional.of(round.commit()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Optional<VoteFinding> finding = VoteVerifier.inspect(known, tag, now).finding();
        unsatisfied(name
                + finding.map(why -> " does not count: " + why.message())
                        .orElse(" is not recorded yet; the attestor judges and records it"));
    }

    private void ordered(PlanApproved approved) {
        PlanApproved.Place place = approved.place();
        satisfied("approved by " + String.join(", ", approved.ballot().approvers()) + " as order " + place.order()
                + " of " + place.stack());
        Set<String> ended = new HashSet<>();
        facts(ChangeEnded.class).forEach(end -> ended.add(end.subject().uid()));
        facts(PlanApproved.class).stream()
                .filter(it ->
                        it.place().stack().equals(place.stack()) && it.place().order() < place.order())
                .filter(it -> !ended.contains(it.template().subject().uid()))
                .forEach(it -> unsatisfied("order " + it.place().order() + " ("
                        + it.template().subject().namespace() + "/"
                        + it.template().subject().name() + ") is in front"));
        ledger.history()
                .intent(place.stack(), place.order())
                .ifPresentOrElse(
                        pod -> satisfied("the pod " + pod + " may apply it"),
                        () -> unsatisfied("no pod was named to apply it yet"));
        unsatisfied("its end is not recorded yet");
    }
}
