package dev.holdpoint.core.approval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may vote, with which keys and for what: a valid roster. That it is in force, {@link SettingsLaw} says.
 *
 * <p>Two rosters are equal if they say the same.
 */
public final class Roster {
    /** What {@link #humansUnproven()} means, in a clause. */
    public static final String HUMANS_UNPROVEN =
            "no key lives on a FIDO2 device, so a vote does not show that a human was there";

    private final RosterContent content;

    private Roster(RosterContent content) {
        this.content = content;
    }

    /** The roster, or all that is wrong with it, joined by {@code "; "}. */
    public static Parsed<Roster> of(RosterContent content) {
        List<String> problems = RosterRules.problems(content);
        return problems.isEmpty()
                ? new Parsed.Ok<>(new Roster(content))
                : new Parsed.Bad<>(String.join("; ", problems));
    }

    public RosterContent content() {
        return content;
    }

    public long version() {
        return content.version();
    }

    /** The person with this name. */
    public Optional<Person> person(String name) {
        return content.people().stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** Whose key this is; a valid roster gives a key to one person at most. */
    Optional<Holder> holderOf(SshPublicKey key) {
        for (Person person : content.people()) {
            for (Person.Key held : person.keys()) {
                if (held.key().equals(key)) {
                    return Optional.of(new Holder(person, held));
                }
            }
        }
        return Optional.empty();
    }

    /** A person and one key of theirs. */
    record Holder(Person person, Person.Key key) {}

    /** How many distinct signers a document of this kind needs. */
    public int signaturesFor(String kind) {
        return content.settingsQuorum()
                .getOrDefault(
                        kind,
                        switch (content.profile()) {
                            case STANDARD -> 2;
                            case EVALUATION -> 1;
                        });
    }

    /**
     * The names of the people who may not vote on what comes from there: the requester, the owners of the requesting
     * agent, every author and co-author, and the owners of agents among these. An account that nobody answers for is
     * refused.
     */
    public Parsed<Set<String>> barred(Origin origin) {
        Optional<Set<String>> asked = behindAccount(origin.requester());
        if (asked.isEmpty()) {
            return new Parsed.Bad<>("nobody on the roster answers for the account " + origin.requester());
        }
        Set<String> barred = new TreeSet<>(asked.get());
        for (String email : origin.emails()) {
            barred.addAll(behindEmail(email.toLowerCase(Locale.ROOT)));
        }
        return new Parsed.Ok<>(barred);
    }

    private Optional<Set<String>> behindAccount(String account) {
        for (Agent agent : content.agents()) {
            if (agent.account().equals(account)) {
                return Optional.of(agent.owners());
            }
        }
        return content.people().stream()
                .filter(p -> p.accounts().contains(account))
                .map(p -> Set.of(p.name()))
                .findFirst();
    }

    /** Whether anybody on the roster stands behind this address: a person, or the owners of an agent. */
    public boolean answersFor(String email) {
        return !behindEmail(email.toLowerCase(Locale.ROOT)).isEmpty();
    }

    private Set<String> behindEmail(String email) {
        Set<String> people = new HashSet<>();
        content.people().stream().filter(p -> p.emails().contains(email)).forEach(p -> people.add(p.name()));
        content.agents().stream().filter(a -> a.emails().contains(email)).forEach(a -> people.addAll(a.owners()));
        return people;
    }

    /** No key here lives on a device, so no vote can show that a human was there ({@code HumansUnproven}). */
    public boolean humansUnproven() {
        return content.people().stream()
                .flatMap(p -> p.keys().stream())
                .noneMatch(k -> k.key().type().onDevice());
    }

    /** Whether one person tries it out: one signature brings settings into force. */
    public boolean isEvaluation() {
        return content.profile() == RosterContent.Profile.EVALUATION;
    }

    /** What everyone should be told about this roster, though it is valid. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (humansUnproven()) {
            remarks.add(HUMANS_UNPROVEN);
        }
        if (isEvaluation()) {
            remarks.add("profile `evaluation`: one person's signature brings settings into force");
        }
        return remarks;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Roster that && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }
}
