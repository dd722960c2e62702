package dev.holdpoint.core.verdict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the catalog knows of a type of resource.
 *
 * @param type resource type
 * @param known whether any catalog knows it; what none knows is judged strictly
 * @param holds what is lost with it
 * @param protections attribute path → the side that protects
 * @param newVersion replacing is how this type is edited (task definitions, secret versions): judged as an update
 * @param protects when it is itself a protection of another thing
 * @param identity attributes that make two addresses the same thing
 * @param restore how it could come back; empty when it could not
 */
public record TypeFacts(
        String type,
        boolean known,
        Holds holds,
        Map<String, SafeSide> protections,
        boolean newVersion,
        Optional<Protector> protects,
        List<String> identity,
        String restore) {
    public TypeFacts {
        protections = Collections.unmodifiableMap(new LinkedHashMap<>(protections));
        identity = List.copyOf(identity);
    }

    /**
     * A thing whose only work is to protect another one.
     *
     * @param holds what the protected thing holds
     * @param by attribute that names the protected thing
     */
    public record Protector(Holds holds, String by) {}

    /** A type that no catalog knows. */
    public static TypeFacts unknown(String type) {
        return new TypeFacts(type, false, Holds.NOTHING, Map.of(), false, Optional.empty(), List.of(), "");
    }

    /** With what a policy adds: heavier or equal, never lighter. */
    TypeFacts tightened(Holds more, List<String> mustStayTrue) {
        Map<String, SafeSide> all = new LinkedHashMap<>(protections);
        mustStayTrue.forEach(path -> all.putIfAbsent(path, new SafeSide.Only("true")));
        Holds heavier = holds.or(more);
        return new TypeFacts(type, true, heavier, all, newVersion && !more.stateful(), protects, identity, restore);
    }
}
