package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Effect;
import dev.holdpoint.core.plan.Plan;
import dev.holdpoint.core.plan.Plan.Said;
import dev.holdpoint.core.plan.PlannedAction;
import dev.holdpoint.core.plan.Program;
import dev.holdpoint.core.plan.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Small plans for the rules: a database, a bucket with its lock, a server, and nine things that stay as they are. */
final class Cases {
    static final Catalog CATALOG = Catalog.of(List.of(
            new TypeFacts(
                    "db",
                    true,
                    Holds.DATA,
                    Map.of("locked", new SafeSide.Only("true"), "days", new SafeSide.Rising(1)),
                    false,
                    Optional.empty(),
                    List.of("name"),
                    "a snapshot"),
            new TypeFacts("server", true, Holds.COMPUTE, Map.of(), false, Optional.empty(), List.of("name"), ""),
            new TypeFacts("task", true, Holds.NOTHING, Map.of(), true, Optional.empty(), List.of(), ""),
            new TypeFacts(
                    "lock",
                    true,
                    Holds.NOTHING,
                    Map.of(),
                    false,
                    Optional.of(new TypeFacts.Protector(Holds.DATA, "of")),
                    List.of(),
                    "")));

    private final List<PlannedAction> actions = new ArrayList<>();
    private final List<PlannedAction> drift = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();
    private final Set<String> prior = new TreeSet<>();
    private Plan.Engine engine = new Plan.Engine("1.2", "1.11.4");
    private Plan.Health health = new Plan.Health(Said.NO, Said.YES, Said.YES, false);
    private Terms terms = new Terms(true, Map.of(), Terms.MassDestroy.DEFAULT, Terms.Permits.NONE, CATALOG);

    Cases() {
        for (int i = 0; i < 9; i++) {
            with("server.still" + i, "server", Effect.NOOP);
        }
    }

    Cases with(String address, String type, Effect effect) {
        return with(address, type, effect, Map.of(), Map.of());
    }

    Cases with(String address, String type, Effect effect, Map<String, Value> before, Map<String, Value> after) {
        boolean explained = effect.isLoss();
        return with(new PlannedAction(
                address,
                Optional.empty(),
                PlannedAction.Mode.MANAGED,
                type,
                "p",
                effect,
                effect == Effect.IMPORT,
                explained ? "delete_because_no_resource_config" : "",
                before.isEmpty() ? Value.nothing() : Value.Fields.of(before),
                after.isEmpty() ? Value.nothing() : Value.Fields.of(after),
                List.of()));
    }

    Cases with(PlannedAction action) {
        actions.add(action);
        if (action.effect() != Effect.CREATE) {
            prior.add(action.address());
        }
        return this;
    }

    Cases vanished(String address) {
        prior.remove(address);
        drift.add(new PlannedAction(
                address,
                Optional.empty(),
                PlannedAction.Mode.MANAGED,
                "server",
                "p",
                Effect.DELETE,
                false,
                "",
                Value.nothing(),
                Value.nothing(),
                List.of()));
        return this;
    }

    Cases emptyPrior() {
        prior.clear();
        return this;
    }

    Cases program(Program program) {
        programs.add(program);
        return this;
    }

    Cases engine(String format, String version) {
        engine = new Plan.Engine(format, version);
        return this;
    }

    Cases health(Said errored, Said applyable, Said complete) {
        health = new Plan.Health(errored, applyable, complete, false);
        return this;
    }

    Cases development() {
        terms = new Terms(false, terms.guards(), terms.massDestroy(), terms.permits(), terms.catalog());
        return this;
    }

    Cases guarded(String address) {
        terms = new Terms(
                terms.production(), Map.of(address, "keep"), terms.massDestroy(), terms.permits(), terms.catalog());
        return this;
    }

    Cases permitting() {
        terms = new Terms(
                terms.production(),
                terms.guards(),
                terms.massDestroy(),
                new Terms.Permits(true, true),
                terms.catalog());
        return this;
    }

    Case seen() {
        return Case.of(
                new Plan(
                        engine, health, actions, drift, List.of(), prior, programs, new Plan.Words(Set.of(), Set.of())),
                terms);
    }

    Verdict judge() {
        return Checks.judge(seen());
    }

    static Map<String, Value> fields(String name, Value value) {
        return Map.of(name, value);
    }
}
