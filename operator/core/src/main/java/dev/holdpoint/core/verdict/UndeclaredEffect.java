package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Effect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An agent says beforehand what it expects; a plan that does more was not what it meant. */
final class UndeclaredEffect implements Check {
    static final Rule RULE = new Rule(
            "undeclared-effect",
            "the plan has kinds or counts outside what the change declared; where nothing was declared: a delete, replace"
                    + " or forget",
            "refuse",
            "When the plan does what its author did not expect, the author was wrong about something.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        return seen.intent().map(intent -> compare(seen, intent)).orElse(List.of());
    }

    private static List<Finding> compare(Case seen, Intent intent) {
        Map<String, Integer> left = new TreeMap<>();
        intent.allowances()
                .forEach(one -> left.merge(key(one.kind(), one.type()), Math.max(0, one.atMost()), Math::addExact));
        Map<Intent.Kind, Set<String>> outside = new EnumMap<>(Intent.Kind.class);
        for (Weighed one : seen.weighed()) {
            for (Intent.Kind kind : kinds(one)) {
                if (!covered(one, kind, intent, left)) {
                    outside.computeIfAbsent(kind, k -> new TreeSet<>())
                            .add(one.action().address());
                }
            }
        }
        List<Finding> found = new ArrayList<>();
        outside.forEach((kind, addresses) -> found.add(finding(kind, addresses, intent)));
        return found;
    }

    private static Finding finding(Intent.Kind kind, Set<String> addresses, Intent intent) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return RULE.refuse(Tier.HIGH)
                .at(addresses.size() == 1 ? addresses.iterator().next() : "")
                .saw(Sentences.count(addresses.size(), word, "times " + word)
                        + (intent.allowances().isEmpty()
                                ? ", and nothing was declared: "
                                : " beyond what was declared: ")
                        + Sentences.list(addresses) + ".")
                .requester(
                        "Look at why the plan does this; if it was not meant, correct the files.",
                        "If it is meant, open the change again with `intent.effects` that name it, as in"
                                + " {effect: " + kind.name().charAt(0) + word.substring(1) + ", atMost: "
                                + addresses.size() + "}.");
    }

    private static boolean covered(Weighed one, Intent.Kind kind, Intent intent, Map<String, Integer> left) {
        if (intent.allowances().isEmpty()) {
            return switch (kind) {
                case CREATE, UPDATE, IMPORT, MOVE -> true;
                case REPLACE, DELETE, FORGET -> intent.decommission();
            };
        }
        boolean taken = take(left, key(kind, one.action().type())) || take(left, key(kind, ""));
        return taken
                || (one.renewed()
                        && (take(left, key(Intent.Kind.REPLACE, one.action().type()))
                                || take(left, key(Intent.Kind.REPLACE, ""))));
    }

    private static boolean take(Map<String, Integer> left, String key) {
        Integer rest = left.get(key);
        if (rest == null || rest == 0) {
            return false;
        }
        left.put(key, rest - 1);
        return true;
    }

    private static String key(Intent.Kind kind, String type) {
        return kind + " " + type;
    }

    private static List<Intent.Kind> kinds(Weighed one) {
        List<Intent.Kind> kinds = new ArrayList<>();
        switch (one.judgedAs()) {
            case CREATE -> kinds.add(Intent.Kind.CREATE);
            case UPDATE -> kinds.add(Intent.Kind.UPDATE);
            case REPLACE_DESTROY_FIRST, REPLACE_CREATE_FIRST -> kinds.add(Intent.Kind.REPLACE);
            case DELETE, DEPOSED_DELETE -> kinds.add(Intent.Kind.DELETE);
            case FORGET -> kinds.add(Intent.Kind.FORGET);
            case IMPORT, MOVE, READ, OPEN, NOOP, RUN, UNKNOWN -> {}
        }
        if (one.action().importing()) {
            kinds.add(Intent.Kind.IMPORT);
        }
        if (one.action().moves()) {
            kinds.add(Intent.Kind.MOVE);
        }
        return one.action().effect() == Effect.UNKNOWN ? List.of() : kinds;
    }
}
