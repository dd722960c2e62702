package dev.holdpoint.core.record;

import dev.holdpoint.core.approval.Decision;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.digest.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What must be true of an entry after all the entries before it. A signature does not help against a mistake, or worse,
 * of the attestor itself; these rules do, for everybody who reads.
 */
final class Replay {
    /** Two attestors' clocks may differ by so much, while one takes over from the other. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final ProvenHistory history;
    private Instant latest = Instant.EPOCH;

    Replay() {
        this(new ProvenHistory());
    }

    private Replay(ProvenHistory history) {
        this.history = history;
    }

    /** Goes on where this one ended, and leaves it as it is. */
    static Replay after(ProvenHistory before) {
        Replay replay = new Replay(new ProvenHistory(before));
        replay.latest = before.proven().stream()
                .map(proven -> proven.entry().time())
                .filter(Instant.EPOCH::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return replay;
    }

    ProvenHistory history() {
        return history;
    }

    /** Takes the next entry, or says why it cannot be the next. */
    Optional<String> take(Proven next) {
        if (next.entry().time().isBefore(latest.minus(CLOCK_TOLERANCE))) {
            return Optional.of("its time " + next.entry().time() + " lies before that of an earlier entry, " + latest);
        }
        Optional<String> problem = switch (next.fact()) {
            case SettingsRecorded it -> settings(it.document());
            case VoteRecorded it -> vote(it);
            case PlanApproved it -> approved(it);
            case PodIntended it -> intent(it);
            case ChangeRefused it -> refused(it);
            case ChangeEnded it -> ended(it);
        };
        if (problem.isEmpty()) {
            history.add(next);
            latest = latest.isAfter(next.entry().time()) ? latest : next.entry().time();
        }
        return problem;
    }

    private Optional<String> settings(SettingsDocument document) {
        return history.settings(document.id().kind(), document.id().name())
                .filter(before -> before.id().version() >= document.id().version())
                .map(before -> document.id() + " does not rise above " + before.id());
    }

    private static Optional<String> vote(VoteRecorded vote) {
        return wrongUnless(
                vote.tag().ref().startsWith(vote.poll().template().tagPrefix()),
                "its tag stands in another round or change than its template");
    }

    private Optional<String> approved(PlanApproved approved) {
        String uid = approved.template().subject().uid();
        int round = approved.template().round();
        String stack = approved.place().stack();
        long last = history.lastOrder(stack);
        if (approved.place().order() <= last) {
            return Optional.of("order " + approved.place().order() + " of stack " + stack + " does not rise above "
                    + last + ", which was given before");
        }
        Optional<Long> earlier = history.order(uid, round, approved.plan());
        if (earlier.isPresent()) {
            return Optional.of("this plan was given order " + earlier.get() + " before; one plan has one order");
        }
        if (history.ended(uid)) {
            return Optional.of("the change had ended before");
        }
        Set<String> rejected = history.recorded(uid, round).rejected();
        if (!rejected.isEmpty()) {
            return Optional.of("the round was rejected by " + String.join(", ", rejected));
        }
        Set<String> unheard = new HashSet<>(approved.ballot().approvers());
        unheard.removeAll(history.standingApprovals(uid, round));
        if (!unheard.isEmpty()) {
            return Optional.of("no " + Decision.APPROVE.word() + " is recorded that stands, of " + unheard);
        }
        int people = new HashSet<>(approved.ballot().approvers()).size();
        return wrongUnless(
                people >= approved.ballot().quorum().required(),
                "it names " + people + " approvers where "
                        + approved.ballot().quorum().required() + " were required");
    }

    private Optional<String> refused(ChangeRefused refused) {
        String uid = refused.subject().uid();
        if (history.ended(uid)) {
            return Optional.of("the change had ended before");
        }
        return wrongUnless(
                !history.refused(uid, refused.subject().round()), "the refusal of this round was recorded before");
    }

    private Optional<String> intent(PodIntended intent) {
        String order = "order " + intent.place().order() + " of stack "
                + intent.place().stack();
        Optional<String> other =
                history.intent(intent.place().stack(), intent.place().order());
        if (other.isPresent()) {
            return Optional.of(order + " was given to the pod " + other.get() + " before; one order has one pod");
        }
        return wrongUnless(history.approval(intent.place()).isPresent(), order + " was never approved");
    }

    private Optional<String> ended(ChangeEnded end) {
        if (history.ended(end.subject().uid())) {
            return Optional.of("the change had ended before");
        }
        if (end.order().isEmpty()) {
            return wrongUnless(end.end() != ChangeEnded.End.APPLIED, "a change cannot be applied without an order");
        }
        ChangeEnded.Order order = end.order().get();
        Optional<PlanApproved> approval = history.approval(order.place());
        if (approval.isEmpty()) {
            return Optional.of("its order was never given");
        }
        Sha256 plan = approval.get().plan();
        if (!plan.equals(order.plan())
                || !approval.get()
                        .template()
                        .subject()
                        .uid()
                        .equals(end.subject().uid())) {
            return Optional.of("its order was given to another change or plan");
        }
        boolean claimed =
                history.intent(order.place().stack(), order.place().order()).isPresent();
        return wrongUnless(claimed || end.end() != ChangeEnded.End.APPLIED, "it was applied by a pod nobody named");
    }

    private static Optional<String> wrongUnless(boolean holds, String otherwise) {
        return holds ? Optional.empty() : Optional.of(otherwise);
    }
}
