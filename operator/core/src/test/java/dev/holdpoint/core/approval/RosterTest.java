package dev.holdpoint.core.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.verdict.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterTest {

    private final SshPublicKey key = SoftKey.fresh().key();

    private static String problems(List<Person> people, List<Agent> agents, Set<String> signers) {
        return switch (Roster.of(
                new RosterContent(1, RosterContent.Profile.STANDARD, people, agents, signers, Map.of()))) {
            case Parsed.Ok<Roster> ok -> "";
            case Parsed.Bad<Roster>(var reason) -> reason;
        };
    }

    private static Person named(String name, SshPublicKey... keys) {
        return new Person(
                name,
                Set.of(name + "@example.com"),
                Set.of(name),
                List.of(keys).stream()
                        .map(k -> new Person.Key(k, Scene.LONG_AGO))
                        .toList(),
                Optional.empty(),
                Tier.CRITICAL);
    }

    @Test
    void it_answers_for_addresses_of_people_and_owned_agents_in_any_case_and_for_no_stranger() {
        Roster roster = Roster.of(new RosterContent(
                        1,
                        RosterContent.Profile.STANDARD,
                        List.of(named("alice", key)),
                        List.of(new Agent("bot", Set.of("alice"), Set.of("bot@example.com"))),
                        Set.of("alice"),
                        Map.of()))
                .orThrow();

        assertThat(roster.answersFor("Alice@Example.com")).isTrue();
        assertThat(roster.answersFor("bot@example.com")).isTrue();
        assertThat(roster.answersFor("mallory@example.com")).isFalse();
    }

    @Test
    void one_key_under_two_people_makes_the_roster_invalid() {
        assertThat(problems(List.of(named("alice", key), named("bob", key)), List.of(), Set.of("alice")))
                .isEqualTo("one key under two people, alice and bob: " + key.fingerprint());
    }

    @Test
    void a_key_listed_twice_under_one_person_makes_the_roster_invalid() {
        assertThat(problems(List.of(named("alice", key, key)), List.of(), Set.of("alice")))
                .contains("stands twice under alice");
    }

    @Test
    void two_people_of_one_name_account_or_address_make_the_roster_invalid() {
        assertThat(problems(List.of(named("alice"), named("alice")), List.of(), Set.of("alice")))
                .contains("two people are called alice")
                .contains("one account under two people")
                .contains("one address under two people");
    }

    @Test
    void names_that_git_cannot_carry_make_the_roster_invalid() {
        for (String name : List.of("a..b", "a.lock", "Alice", "a/b", "-a", "a.", "", "a".repeat(64))) {
            assertThat(problems(List.of(named(name)), List.of(), Set.of(name)))
                    .as(name)
                    .isEqualTo("not a name: '" + name + "'");
        }
    }

    @Test
    void an_agent_is_owned_by_people_of_the_roster_and_is_none_of_them() {
        List<Person> people = List.of(named("alice"));
        assertThat(problems(people, List.of(new Agent("bot", Set.of(), Set.of())), Set.of("alice")))
                .isEqualTo("nobody owns the agent bot");
        assertThat(problems(people, List.of(new Agent("bot", Set.of("zoe"), Set.of())), Set.of("alice")))
                .isEqualTo("the agent bot is owned by zoe, who is not on the roster");
        assertThat(problems(people, List.of(new Agent("alice", Set.of("alice"), Set.of())), Set.of("alice")))
                .isEqualTo("the agent's account alice is also alice's");
    }

    @Test
    void settings_signers_are_people_of_the_roster() {
        assertThat(problems(List.of(named("alice")), List.of(), Set.of())).isEqualTo("nobody may sign settings");
        assertThat(problems(List.of(named("alice")), List.of(), Set.of("zoe")))
                .isEqualTo("the settings signer zoe is not on the roster");
    }

    @Test
    void a_roster_without_device_keys_says_that_humans_are_unproven() {
        Scene scene = new Scene();
        assertThat(scene.roster().humansUnproven()).isFalse();
        scene.people.removeLast();
        assertThat(scene.roster().humansUnproven()).isTrue();
        assertThat(scene.roster().remarks()).hasSize(1);
    }
}
