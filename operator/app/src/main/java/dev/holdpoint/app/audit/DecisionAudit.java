package dev.holdpoint.app.audit;

import dev.holdpoint.app.settings.SettingsDigest;
import dev.holdpoint.core.approval.Ballot;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Poll;
import dev.holdpoint.core.approval.Recorded;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.RoundFacts;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.approval.Vote;
import dev.holdpoint.core.approval.VoteCheck;
import dev.holdpoint.core.approval.VoteVerifier;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.ChangeRefused;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import dev.holdpoint.core.record.Proven;
import dev.holdpoint.core.record.SettingsRecorded;
import dev.holdpoint.core.record.VoteRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges every recorded decision once more, from what is attached to it and the roster of that time: each vote by all
 * steps, each approval by a ballot and by the settings that it rests on. What cannot be judged without the cluster (that plan, inputs and state
 * were current when the attestor looked) is not: there the entry is the attestor's signed word.
 */
public final class DecisionAudit {
    private final RecordedSettings settings;
    private final Map<Round, List<VoteRecorded>> heard = new HashMap<>();
    private List<Proven> before = List.of();

    private record Round(String changeUid, int round) {
        static Round of(Template template) {
            return new Round(template.subject().uid(), template.round());
        }
    }

    /**
     * An entry that should not be there.
     *
     * @param entry its number
     */
    public record Objection(long entry, String why) {}

    private DecisionAudit(RecordedSettings settings) {
        this.settings = settings;
    }

    /** All objections, in the order of the entries; none means that every decision verifies. */
    public static List<Objection> of(History history, RecordedSettings settings) {
        DecisionAudit audit = new DecisionAudit(settings);
        List<Objection> objections = new ArrayList<>();
        List<Proven> entries = history.proven();
        for (Proven proven : entries) {
            audit.before = entries.subList(0, (int) proven.entry().number() - 1);
            long number = proven.entry().number();
            audit.objection(proven, number).ifPresent(why -> objections.add(new Objection(number, why)));
        }
        return objections;
    }

    private Optional<String> objection(Proven proven, long number) {
        Optional<Roster> roster = settings.rosterAt(number);
        Instant time = proven.entry().time();
        return switch (proven.fact()) {
            case VoteRecorded vote -> {
                heard.computeIfAbsent(Round.of(vote.poll().template()), round -> new ArrayList<>())
                        .add(vote);
                yield roster.isEmpty()
                        ? Optional.of("no roster was in force")
                        : problem(judged(vote, vote.poll(), roster.get(), time));
            }
            case PlanApproved approved ->
                roster.isEmpty() ? Optional.of("no roster was in force") : approval(approved, roster.get(), time);
            case SettingsRecorded it -> Optional.empty();
            case PodIntended it -> Optional.empty();
            case ChangeRefused it -> Optional.empty();
            case ChangeEnded it -> Optional.empty();
        };
    }

    private static Optional<String> problem(Parsed<Vote> vote) {
        return switch (vote) {
            case Parsed.Ok<Vote> ok -> Optional.empty();
            case Parsed.Bad<Vote>(var reason) -> Optional.of(reason);
        };
    }

    private static Parsed<Vote> judged(VoteRecorded recorded, Poll poll, Roster roster, Instant time) {
        Template template = poll.template();
        RoundFacts asNamed = new RoundFacts(
                template.round(),
                template.pins().plan(),
                template.pins().inputs(),
                template.pins().settings(),
                template.state());
        return switch (new VoteVerifier(poll, roster).verify(recorded.tag(), asNamed, time)) {
            case VoteCheck.Unsound unsound ->
                new Parsed.Bad<>(
                        "the vote does not verify: " + unsound.finding().message());
            case VoteCheck.Sound(var vote, var steps) ->
                vote.person().equals(recorded.person())
                                && vote.decision() == recorded.decision()
                                && vote.evidence().fingerprint().equals(recorded.key())
                        ? new Parsed.Ok<>(vote)
                        : new Parsed.Bad<>("the entry says " + recorded.person() + " "
                                + recorded.decision().word() + ", the tag says " + vote);
        };
    }

    /** Settings-SHA256 is what every vote named; here it is made again from what people signed. */
    private Optional<String> otherSettings(PlanApproved approved) {
        String stack = approved.place().stack();
        Optional<Sha256> recorded = SettingsDigest.recorded(before, stack);
        if (recorded.isEmpty()) {
            return Optional.of("the settings of the stack " + stack + " are not recorded before it");
        }
        return recorded.get().equals(approved.template().pins().settings())
                ? Optional.empty()
                : Optional.of("its Settings-SHA256 is not the digest of the settings that were recorded before it, "
                        + recorded.get().hex());
    }

    private Optional<String> approval(PlanApproved approved, Roster roster, Instant time) {
        Optional<String> settingsProblem = otherSettings(approved);
        if (settingsProblem.isPresent()) {
            return settingsProblem;
        }
        List<VoteRecorded> votes = heard.getOrDefault(Round.of(approved.template()), List.of());
        List<Vote> sound = new ArrayList<>();
        for (VoteRecorded vote : votes) {
            Poll poll = new Poll(
                    approved.template(),
                    approved.previewCommit(),
                    approved.place().stack(),
                    vote.poll().origin());
            judged(vote, poll, roster, time).ok().ifPresent(sound::add);
        }
        Ballot ballot = Ballot.judge(
                approved.template(), sound, recorded(votes), approved.ballot().quorum());
        return switch (ballot) {
            case Ballot.Pending pending ->
                Optional.of("its quorum is not there: " + String.join(", ", pending.missing()));
            case Ballot.Denied denied -> Optional.of("it was rejected by " + String.join(", ", denied.by()));
            case Ballot.Granted granted -> {
                Set<String> people = new HashSet<>();
                granted.votes().forEach(vote -> people.add(vote.person()));
                yield people.containsAll(approved.ballot().approvers())
                        ? Optional.empty()
                        : Optional.of("it names approvers whose votes do not verify: "
                                + approved.ballot().approvers());
            }
        };
    }

    private static Recorded recorded(List<VoteRecorded> votes) {
        Set<Sha256> digests = new HashSet<>();
        Set<String> rejected = new HashSet<>();
        Set<String> withdrawn = new HashSet<>();
        for (VoteRecorded vote : votes) {
            digests.add(vote.digest());
            switch (vote.decision()) {
                case APPROVE -> {}
                case REJECT -> rejected.add(vote.person());
                case WITHDRAW -> withdrawn.add(vote.person());
            }
        }
        return new Recorded(digests, rejected, withdrawn);
    }
}
