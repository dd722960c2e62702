package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.PriorState;
import java.util.List;

/** The second half of the incident: an old archive was unpacked, and its state pointed at production. */
final class StateForeign implements Check {
    static final Rule RULE = new Rule(
            "state-foreign",
            "the plan was made on a state of another lineage, of another serial than the registered one, or on a state"
                    + " although none is registered; without the plan file this is noted as unproven",
            "refuse",
            "A state from elsewhere or from the past points at things that others run: its plan destroys or overwrites"
                    + " what it does not know.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        return switch (seen.registered()) {
            case Registered.Unproven u -> List.of();
            case Registered.None none -> {
                boolean made = seen.madeOn()
                        .filter(state -> !state.lineage().isEmpty())
                        .isPresent();
                yield seen.plan().prior().isEmpty() && !made ? List.of() : List.of(unregistered(seen));
            }
            case Registered.At at ->
                seen.madeOn().map(made -> compare(at, made)).orElseGet(() -> List.of(unproven()));
        };
    }

    private static List<Finding> compare(Registered.At at, PriorState made) {
        if (!made.lineage().equals(at.state().lineage())) {
            return List.of(refuse(
                    made.lineage().isEmpty()
                            ? "the plan was made on no state; serial "
                                    + at.state().serial() + " is registered."
                            : "the plan's state has another lineage than the registered one."));
        }
        if (made.serial() != at.state().serial()) {
            return List.of(refuse("the plan was made on serial " + made.serial() + "; registered is serial "
                    + at.state().serial() + "."));
        }
        return List.of();
    }

    private static Finding unregistered(Case seen) {
        return refuse("the plan was made on a state with " + seen.plan().prior().size()
                + " managed things, but no state is registered for this stack.");
    }

    private static Finding refuse(String saw) {
        return RULE.refuse(Tier.CRITICAL)
                .saw(saw)
                .requester(
                        "Do not use state files from archives, other machines or other checkouts.",
                        "Plan through Holdpoint: it serves the registered state to the run.",
                        "If the other state is the right one, ask the platform team to import or restore it; that is a"
                                + " change of its own.");
    }

    private static Finding unproven() {
        return RULE.note(Tier.NONE)
                .saw("not judged: the JSON does not tell lineage and serial of the plan's state.")
                .requester("Nothing to do here: in the cluster this is judged from the plan file itself.");
    }
}
