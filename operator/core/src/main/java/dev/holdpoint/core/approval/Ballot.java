package dev.holdpoint.core.approval;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where one round stands: judged from all its verified votes and what the ledger remembers, anew on every look, never
 * stored. A person counts once, whatever keys or channels they used. A reject or withdrawal stays, even if its tag is
 * deleted.
 */
public sealed interface Ballot {

    /**
     * Not decided.
     *
     * @param approvers people whose approval counts so far
     * @param unrecorded people whose approval counts once the ledger has it
     * @param missing what is still needed, in words
     */
    record Pending(Set<String> approvers, Set<String> unrecorded, List<String> missing) implements Ballot {}

    /**
     * Somebody rejected it.
     *
     * @param by who
     * @param overruledBy at least one person more than the quorum, none of them a rejecter; empty unless there are so
     *     many. The round stays over; they make a new one possible, on record
     */
    record Denied(Set<String> by, Set<String> overruledBy) implements Ballot {}

    /** Enough people approved. Only {@link #judge} makes one. */
    final class Granted implements Ballot {
        private final Template template;
        private final Quorum quorum;
        private final List<Vote> votes;

        private Granted(Template template, Quorum quorum, List<Vote> votes) {
            this.template = template;
            this.quorum = quorum;
            this.votes = votes;
        }

        Template template() {
            return template;
        }

        public Quorum quorum() {
            return quorum;
        }

        /** One vote of each person that counted, by name. */
        public List<Vote> votes() {
            return votes;
        }
    }

    /**
     * Counts.
     *
     * @param template of the round
     * @param votes all that verification let through just now, under the roster in force
     * @throws IllegalArgumentException if a vote is for another template, which is a mistake of the caller
     */
    static Ballot judge(Template template, List<Vote> votes, Recorded recorded, Quorum quorum) {
        for (Vote vote : votes) {
            if (!vote.template().equals(template)) {
                throw new IllegalArgumentException("a vote for another round was brought to this ballot: " + vote);
            }
        }
        Set<String> rejected = people(votes, Decision.REJECT, recorded.rejected());
        Set<String> withdrawn = people(votes, Decision.WITHDRAW, recorded.withdrawn());
        Map<String, Vote> counted = new TreeMap<>();
        Set<String> unrecorded = new TreeSet<>();
        for (Vote vote : votes) {
            if (vote.decision() != Decision.APPROVE
                    || withdrawn.contains(vote.person())
                    || rejected.contains(vote.person())) {
                continue;
            }
            if (recorded.votes().contains(vote.digest())) {
                counted.merge(vote.person(), vote, Ballot::stronger);
            } else {
                unrecorded.add(vote.person());
            }
        }
        if (!rejected.isEmpty()) {
            boolean overruled = counted.size() > quorum.required();
            return new Denied(rejected, overruled ? Set.copyOf(counted.keySet()) : Set.of());
        }
        List<Vote> approvals = List.copyOf(counted.values());
        List<String> missing = Shortfall.of(quorum, approvals);
        if (missing.isEmpty()) {
            return new Granted(template, quorum, approvals);
        }
        unrecorded.removeAll(counted.keySet());
        return new Pending(Set.copyOf(counted.keySet()), Set.copyOf(unrecorded), missing);
    }

    private static Set<String> people(List<Vote> votes, Decision decision, Set<String> earlier) {
        Set<String> people = votes.stream()
                .filter(v -> v.decision() == decision)
                .map(Vote::person)
                .collect(Collectors.toCollection(TreeSet::new));
        people.addAll(earlier);
        return people;
    }

    /** Of two approvals by one person the one that proves more; they still count once. */
    private static Vote stronger(Vote one, Vote other) {
        Comparator<Vote> weight = Comparator.comparing((Vote v) -> v.evidence().channel() == Vote.Channel.SIGNED_TAG)
                .thenComparing(v -> v.evidence().presence());
        return weight.compare(other, one) > 0 ? other : one;
    }

    /** The grant, if it is one. */
    default Optional<Granted> granted() {
        return switch (this) {
            case Granted granted -> Optional.of(granted);
            case Pending pending -> Optional.empty();
            case Denied denied -> Optional.empty();
        };
    }
}
