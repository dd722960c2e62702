package dev.holdpoint.core.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What types of resources are. Data, not code; policies add to it and may only tighten. */
public final class Catalog {
    private final Map<String, TypeFacts> types;
    private final List<Addition> additions;

    private Catalog(Map<String, TypeFacts> types, List<Addition> additions) {
        this.types = Map.copyOf(types);
        this.additions = List.copyOf(additions);
    }

    private record Addition(CatalogAddend addend, Pattern pattern) {
        boolean covers(String type, String address) {
            return (addend.type().isEmpty() || addend.type().equals(type))
                    && (addend.address().isEmpty() || pattern.matcher(address).matches());
        }
    }

    /** A catalog of these types. */
    public static Catalog of(List<TypeFacts> facts) {
        Map<String, TypeFacts> types = new HashMap<>();
        facts.forEach(one -> types.put(one.type(), one));
        return new Catalog(types, List.of());
    }

    /** With what policies add. An addition that names neither type nor address covers nothing. */
    public Catalog with(List<CatalogAddend> addends) {
        List<Addition> all = new ArrayList<>(additions);
        for (CatalogAddend addend : addends) {
            if (!addend.type().isEmpty() || !addend.address().isEmpty()) {
                all.add(new Addition(addend, addend.pattern()));
            }
        }
        return new Catalog(types, all);
    }

    /** What is known of a thing of this type at this address. */
    public TypeFacts facts(String type, String address) {
        TypeFacts facts = types.getOrDefault(type, TypeFacts.unknown(type));
        for (Addition addition : additions) {
            if (addition.covers(type, address)) {
                facts = facts.tightened(
                        addition.addend().holds(), addition.addend().mustStayTrue());
            }
        }
        return facts;
    }

    /** How many types it knows by itself. */
    public int size() {
        return types.size();
    }
}
