package dev.holdpoint.core.verdict;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a policy adds to the catalog: for a type, for addresses, or for both together.
 *
 * @param type resource type; empty for any
 * @param address exact address, or a pattern in which {@code *} stands for anything within one name; empty for any
 * @param holds what such a thing holds
 * @param mustStayTrue attribute paths
 */
public record CatalogAddend(String type, String address, Holds holds, List<String> mustStayTrue) {
    public CatalogAddend {
        mustStayTrue = List.copyOf(mustStayTrue);
    }

    /** The address as a pattern over whole addresses. */
    Pattern pattern() {
        String[] parts = address.split("\\*", -1);
        return Pattern.compile(List.of(parts).stream().map(Pattern::quote).collect(Collectors.joining("[^.\\[\\]]*")));
    }
}
