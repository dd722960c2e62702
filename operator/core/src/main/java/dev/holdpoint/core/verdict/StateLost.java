package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Effect;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The first half of the incident: a plan made without the state wants to create everything a second time. */
final class StateLost implements Check {
    static final Rule RULE = new Rule(
            "state-lost",
            "managed things of the registered state are missing from the state that the plan started from (moves mapped,"
                    + " what the refresh found deleted left out), or that state is empty while the stack once held"
                    + " something",
            "refuse",
            "Applying this builds a second copy beside the real one, and whoever cleans up afterwards destroys the wrong"
                    + " one.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        return switch (seen.registered()) {
            case Registered.Unproven u ->
                seen.plan().prior().isEmpty() && creates(seen) > 0 ? List.of(unproven(seen)) : List.of();
            case Registered.None(boolean established) ->
                established && seen.plan().prior().isEmpty() ? List.of(forgotten(seen)) : List.of();
            case Registered.At at -> missing(seen, at);
        };
    }

    private static List<Finding> missing(Case seen, Registered.At at) {
        Set<String> registered = at.state().managed();
        Set<String> missing = new TreeSet<>();
        Map<String, String> moves = new HashMap<>();
        seen.plan()
                .actions()
                .forEach(action -> action.previousAddress().ifPresent(old -> moves.put(old, action.address())));
        registered.stream()
                .filter(address -> !seen.plan().prior().contains(address))
                .filter(address -> !seen.plan().prior().contains(moves.getOrDefault(address, address)))
                .forEach(missing::add);
        seen.plan().drift().stream()
                .filter(drifted -> drifted.effect() == Effect.DELETE)
                .forEach(drifted -> {
                    missing.remove(drifted.address());
                    drifted.previousAddress().ifPresent(missing::remove);
                });
        if (missing.isEmpty()) {
            return at.established()
                            && registered.isEmpty()
                            && seen.plan().prior().isEmpty()
                            && creates(seen) > 0
                    ? List.of(forgotten(seen))
                    : List.of();
        }
        List<String> twice = seen.weighed().stream()
                .filter(one -> one.action().effect() == Effect.CREATE
                        && missing.contains(one.action().address()))
                .sorted(Comparator.comparing((Weighed one) -> one.facts().holds())
                        .thenComparing(one -> one.action().address()))
                .map(one -> one.action().address()
                        + (one.facts().holds().stateful()
                                ? " (" + one.facts().holds().word() + ")"
                                : ""))
                .toList();
        String start = seen.plan().prior().isEmpty()
                ? "the plan started from an empty state"
                : "the plan started from a state with " + seen.plan().prior().size() + " managed things";
        String doubled = twice.isEmpty()
                ? "Missing: " + Sentences.list(missing) + "."
                : Sentences.count(twice.size(), "thing that exists", "things that exist") + " would be created twice: "
                        + Sentences.first(twice) + ".";
        return List.of(RULE.refuse(Tier.CRITICAL)
                .saw("the state file is missing, not the infrastructure: " + registered.size()
                        + " managed things are registered for this stack, " + start + ", and " + missing.size()
                        + " of them are not in it. " + doubled)
                .requester(steps()));
    }

    private static Finding forgotten(Case seen) {
        return RULE.refuse(Tier.CRITICAL)
                .saw("the state file is missing, not the infrastructure: this stack has held managed things before, yet"
                        + " the plan started from an empty state and would create "
                        + Sentences.count(creates(seen), "thing", "things") + " anew.")
                .platform(steps());
    }

    private static Finding unproven(Case seen) {
        return RULE.note(Tier.NONE)
                .saw("not judged: the plan starts from an empty state and would create "
                        + Sentences.count(creates(seen), "thing", "things")
                        + ", and no registered state was given to compare it with.")
                .requester(
                        "Give the registered state (`--state FILE`, as `state pull` prints it): if these things exist"
                                + " already, a second copy of them would be built.");
    }

    private static long creates(Case seen) {
        return seen.plan().actions().stream()
                .filter(action -> action.effect() == Effect.CREATE)
                .count();
    }

    private static String[] steps() {
        return new String[] {
            "Do not apply this, do not import by hand, and delete nothing to clean up: what exists is the real one.",
            "Plan against the stack's registered state: through Holdpoint, or with this stack's backend in the"
                    + " configuration; a folder without its state always looks empty.",
            "If the registered state itself is lost, ask the platform team to restore a version"
                    + " (`holdpoint state list`), then plan again.",
            "A right plan shows few changes; nobody needs to approve this one.",
        };
    }
}
