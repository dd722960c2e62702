package dev.holdpoint.core.approval;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a roster says, before anyone has looked whether it makes sense. {@link Roster#of} looks.
 *
 * @param version rises with every edit
 * @param profile how strict signatures on settings are
 * @param settingsSigners names of people who may sign settings
 * @param settingsQuorum signatures that a kind of settings needs, where it is not the profile's default
 */
public record RosterContent(
        long version,
        Profile profile,
        List<Person> people,
        List<Agent> agents,
        Set<String> settingsSigners,
        Map<String, Integer> settingsQuorum) {

    /** Copies its collections. */
    public RosterContent {
        people = List.copyOf(people);
        agents = List.copyOf(agents);
        settingsSigners = Set.copyOf(settingsSigners);
        settingsQuorum = Map.copyOf(settingsQuorum);
    }

    /** How strict an installation is. */
    public enum Profile {
        /** Two signatures on settings unless the roster says otherwise. */
        STANDARD,
        /** One: a person trying it out alone. Every status and review says so. */
        EVALUATION
    }
}
