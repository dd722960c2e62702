package dev.holdpoint.core.approval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What makes a roster valid. Every problem is found, none hides another. */
final class RosterRules {

    /** Also a path component of a Git ref, where {@code ..} and a final {@code .lock} are illegal. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?");

    private final List<String> problems = new ArrayList<>();

    private RosterRules() {}

    static List<String> problems(RosterContent content) {
        RosterRules rules = new RosterRules();
        rules.names(content);
        rules.keys(content);
        rules.accounts(content);
        rules.emails(content);
        rules.agents(content);
        rules.settings(content);
        return List.copyOf(rules.problems);
    }

    static boolean legalName(String name) {
        return NAME.matcher(name).matches() && !name.contains("..") && !name.endsWith(".lock");
    }

    private void names(RosterContent content) {
        demand(content.version() >= 1, "the version is 1 or more");
        demand(!content.people().isEmpty(), "a roster names at least one person");
        Set<String> seen = new HashSet<>();
        for (Person person : content.people()) {
            demand(legalName(person.name()), "not a name: '" + person.name() + "'");
            demand(seen.add(person.name()), "two people are called " + person.name());
        }
    }

    private void keys(RosterContent content) {
        Map<SshPublicKey, String> holders = new HashMap<>();
        for (Person person : content.people()) {
            for (Person.Key held : person.keys()) {
                String other = holders.put(held.key(), person.name());
                if (other != null) {
                    demand(
                            false,
                            other.equals(person.name())
                                    ? "the key " + held.key().fingerprint() + " stands twice under " + other
                                    : "one key under two people, " + other + " and " + person.name() + ": "
                                            + held.key().fingerprint());
                }
            }
        }
    }

    private void accounts(RosterContent content) {
        Map<String, String> holders = new HashMap<>();
        for (Person person : content.people()) {
            for (String account : person.accounts()) {
                String other = holders.put(account, person.name());
                demand(
                        other == null,
                        "one account under two people, " + other + " and " + person.name() + ": " + account);
            }
        }
        for (Agent agent : content.agents()) {
            String other = holders.put(agent.account(), "an agent");
            demand(other == null, "the agent's account " + agent.account() + " is also " + other + "'s");
        }
    }

    private void emails(RosterContent content) {
        Map<String, String> holders = new HashMap<>();
        for (Person person : content.people()) {
            for (String email : person.emails()) {
                String other = holders.put(email, person.name());
                demand(
                        other == null,
                        "one address under two people, " + other + " and " + person.name() + ": " + email);
            }
        }
    }

    private void agents(RosterContent content) {
        Set<String> people = people(content);
        for (Agent agent : content.agents()) {
            demand(!agent.owners().isEmpty(), "nobody owns the agent " + agent.account());
            for (String owner : agent.owners()) {
                demand(
                        people.contains(owner),
                        "the agent " + agent.account() + " is owned by " + owner + ", who is not on the roster");
            }
        }
    }

    private void settings(RosterContent content) {
        Set<String> people = people(content);
        demand(!content.settingsSigners().isEmpty(), "nobody may sign settings");
        for (String signer : content.settingsSigners()) {
            demand(people.contains(signer), "the settings signer " + signer + " is not on the roster");
        }
        content.settingsQuorum()
                .forEach((kind, count) ->
                        demand(count >= 1, "settings of kind " + kind + " need at least one signature"));
    }

    private static Set<String> people(RosterContent content) {
        return content.people().stream().map(Person::name).collect(Collectors.toSet());
    }

    private void demand(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }
}
