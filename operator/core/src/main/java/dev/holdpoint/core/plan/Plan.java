package dev.holdpoint.core.plan;

import java.util.List;
import java.util.Set;

/**
 * What would happen, as one engine said it: the product of this stage. Made from {@code show -json} and nothing else.
 *
 * @param engine who wrote it
 * @param health whether it is whole
 * @param actions one per thing that the engine lists, in its order; what does not change carries no values
 * @param drift what the refresh found changed outside
 * @param outputs root outputs that change
 * @param prior addresses of managed things in the state that the plan starts from, moves applied
 * @param programs what the configuration would run
 * @param words what may and what may not be shown
 */
public record Plan(
        Engine engine,
        Health health,
        List<PlannedAction> actions,
        List<PlannedAction> drift,
        List<OutputChange> outputs,
        Set<String> prior,
        List<Program> programs,
        Words words) {
    public Plan {
        actions = List.copyOf(actions);
        drift = List.copyOf(drift);
        outputs = List.copyOf(outputs);
        prior = Set.copyOf(prior);
        programs = List.copyOf(programs);
    }

    /**
     * Who wrote the plan.
     *
     * @param format version of the JSON format, as 1.2
     * @param version of the engine, as 1.11.4
     */
    public record Engine(String format, String version) {}

    /** An answer that may be missing: a missing one is neither yes nor no. */
    public enum Said {
        YES,
        NO,
        NOTHING
    }

    /**
     * Whether the plan is whole.
     *
     * @param errored planning failed on the way
     * @param applyable the engine would apply it; OpenTofu does not say
     * @param complete it covers the whole configuration; OpenTofu does not say
     * @param deferred some changes were put off to a later plan
     */
    public record Health(Said errored, Said applyable, Said complete, boolean deferred) {}

    /**
     * What may be shown.
     *
     * @param secrets strings that the engine marks as sensitive anywhere; never shown
     * @param literals strings that stand literally in the configuration, outside what is sensitive
     */
    public record Words(Set<String> secrets, Set<String> literals) {
        public Words {
            secrets = Set.copyOf(secrets);
            literals = Set.copyOf(literals);
        }
    }

    /** Stands in where no plan could be read. */
    public static Plan nothing() {
        return new Plan(
                new Engine("", ""),
                new Health(Said.NOTHING, Said.NOTHING, Said.NOTHING, false),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                new Words(Set.of(), Set.of()));
    }

    /** What is done to managed things, or run. */
    public List<PlannedAction> effective() {
        return actions.stream().filter(action -> !action.effect().isIdle()).toList();
    }

    /** How many managed things there are: before, or by what the plan lists, whichever is more. */
    public int managedCount() {
        long listed = actions.stream()
                .filter(PlannedAction::managed)
                .filter(action -> action.effect() != Effect.CREATE)
                .count();
        return Math.max(prior.size(), Math.toIntExact(listed));
    }
}
