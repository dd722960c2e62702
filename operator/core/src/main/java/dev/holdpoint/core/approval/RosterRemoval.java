package dev.holdpoint.core.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a new roster does nothing but take people or keys away. That must work at once with one signature, as it is
 * what one does about a stolen key. Everything else about it must be as before, so that it can smuggle nothing in.
 *
 * <p>One signature is also what a thief has. So a removal by one leaves, without the one who signs it, as many people who
 * can sign settings as a roster needs signatures, or takes none of them away: whoever signed has no veto afterwards, and
 * the others can take that key away and let people in again. Where there are not that many signers, taking one away takes
 * the usual number; an installation that wants to do it at once names more.
 */
final class RosterRemoval {

    private RosterRemoval() {}

    static boolean isOnlyThat(Roster before, Roster after) {
        RosterContent old = before.content();
        RosterContent next = after.content();
        Set<String> stay = next.people().stream().map(Person::name).collect(Collectors.toSet());
        RosterContent same = new RosterContent(
                next.version(),
                old.profile(),
                next.people(),
                without(old.agents(), stay),
                intersection(old.settingsSigners(), stay),
                old.settingsQuorum());
        return next.equals(same) && !next.people().equals(old.people()) && fewer(old.people(), next.people());
    }

    /** Whether the signature of one of {@code signers} may do it. */
    static boolean mayBeByOne(Roster before, Roster after, Set<String> signers) {
        Set<String> left = able(after);
        Set<String> others =
                left.stream().filter(name -> !signers.contains(name)).collect(Collectors.toSet());
        return left.equals(able(before)) || others.size() >= before.signaturesFor(SettingsLaw.ROSTER);
    }

    /** Those who may sign settings and have a key to do it with. */
    private static Set<String> able(Roster roster) {
        return roster.content().people().stream()
                .filter(person -> !person.keys().isEmpty())
                .map(Person::name)
                .filter(roster.content().settingsSigners()::contains)
                .collect(Collectors.toSet());
    }

    /** Each person who stays is who they were, with the keys they had or fewer. */
    private static boolean fewer(List<Person> old, List<Person> next) {
        return next.stream().allMatch(person -> old.stream().anyMatch(was -> isLess(was, person)));
    }

    private static boolean isLess(Person was, Person is) {
        Person withTheseKeys =
                new Person(was.name(), was.emails(), was.accounts(), is.keys(), was.stacks(), was.maxTier());
        return is.equals(withTheseKeys) && was.keys().containsAll(is.keys());
    }

    /** An agent whose last owner left is gone too: nobody answers for it, so it is refused. */
    private static List<Agent> without(List<Agent> agents, Set<String> stay) {
        List<Agent> left = new ArrayList<>();
        for (Agent agent : agents) {
            Set<String> owners = intersection(agent.owners(), stay);
            if (!owners.isEmpty()) {
                left.add(new Agent(agent.account(), owners, agent.emails()));
            }
        }
        return left;
    }

    private static Set<String> intersection(Set<String> some, Set<String> others) {
        return some.stream().filter(others::contains).collect(Collectors.toSet());
    }
}
