package dev.holdpoint.app.settings;

import dev.holdpoint.api.AgentSpec;
import dev.holdpoint.api.PersonKey;
import dev.holdpoint.api.PersonSpec;
import dev.holdpoint.api.RosterSpec;
import dev.holdpoint.api.SettingsQuorum;
import dev.holdpoint.api.TierName;
import dev.holdpoint.core.approval.Agent;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Person;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.RosterContent;
import dev.holdpoint.core.approval.SshPublicKey;
import dev.holdpoint.core.verdict.Tier;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From the words of the API to a roster. What is required and absent, or cannot be read, makes no roster. */
final class RosterReader {
    private RosterReader() {}

    static Parsed<Roster> read(RosterSpec spec) {
        try {
            return Roster.of(content(spec));
        } catch (IllegalArgumentException e) {
            return new Parsed.Bad<>(e.getMessage());
        }
    }

    private static RosterContent content(RosterSpec spec) {
        return new RosterContent(
                required(spec.version, "spec.version"),
                switch (required(spec.profile, "spec.profile")) {
                    case Standard -> RosterContent.Profile.STANDARD;
                    case Evaluation -> RosterContent.Profile.EVALUATION;
                },
                people(required(spec.people, "spec.people")),
                agents(orEmpty(spec.agents)),
                set(required(spec.settingsSigners, "spec.settingsSigners"), "spec.settingsSigners"),
                quorum(orEmpty(spec.settingsQuorum)));
    }

    private static List<Person> people(List<PersonSpec> specs) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            String at = "spec.people[" + i + "]";
            PersonSpec spec = required(specs.get(i), at);
            people.add(new Person(
                    required(spec.name, at + ".name"),
                    set(orEmpty(spec.emails), at + ".emails"),
                    set(orEmpty(spec.accounts), at + ".accounts"),
                    keys(required(spec.keys, at + ".keys"), at + ".keys"),
                    Optional.ofNullable(spec.stacks).map(stacks -> set(stacks, at + ".stacks")),
                    spec.maxTier == null ? Tier.CRITICAL : tier(spec.maxTier)));
        }
        return people;
    }

    private static List<Person.Key> keys(List<PersonKey> specs, String where) {
        List<Person.Key> keys = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            String at = where + "[" + i + "]";
            PersonKey spec = required(specs.get(i), at);
            SshPublicKey key = switch (SshPublicKey.parseLine(required(spec.publicKey, at + ".publicKey"))) {
                case Parsed.Ok<SshPublicKey>(var value) -> value;
                case Parsed.Bad<SshPublicKey>(var reason) ->
                    throw new IllegalArgumentException(at + ".publicKey: " + reason);
            };
            keys.add(new Person.Key(key, instant(required(spec.added, at + ".added"), at + ".added")));
        }
        return keys;
    }

    private static Instant instant(String text, String at) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(at + ": a time is written as in 2026-11-20T12:00:00Z", e);
        }
    }

    private static List<Agent> agents(List<AgentSpec> specs) {
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            String at = "spec.agents[" + i + "]";
            AgentSpec spec = required(specs.get(i), at);
            agents.add(new Agent(
                    required(spec.account, at + ".account"),
                    set(required(spec.owners, at + ".owners"), at + ".owners"),
                    set(orEmpty(spec.emails), at + ".emails")));
        }
        return agents;
    }

    private static Map<String, Integer> quorum(List<SettingsQuorum> specs) {
        Map<String, Integer> quorum = new HashMap<>();
        for (int i = 0; i < specs.size(); i++) {
            String at = "spec.settingsQuorum[" + i + "]";
            SettingsQuorum spec = required(specs.get(i), at);
            Integer earlier =
                    quorum.put(required(spec.kind, at + ".kind"), required(spec.signatures, at + ".signatures"));
            demand(earlier == null, at + ": the kind " + spec.kind + " stands twice");
        }
        return quorum;
    }

    private static Tier tier(TierName name) {
        return switch (name) {
            case None -> Tier.NONE;
            case Low -> Tier.LOW;
            case Normal -> Tier.NORMAL;
            case High -> Tier.HIGH;
            case Critical -> Tier.CRITICAL;
        };
    }

    private static Set<String> set(List<String> texts, String at) {
        Set<String> set = new HashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            set.add(required(texts.get(i), at + "[" + i + "]"));
        }
        return set;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> T required(T value, String at) {
        demand(value != null, at + " is missing");
        return value;
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
