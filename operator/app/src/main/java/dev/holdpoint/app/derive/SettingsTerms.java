package dev.holdpoint.app.derive;

import dev.holdpoint.api.CatalogAddition;
import dev.holdpoint.api.DeclaredEffect;
import dev.holdpoint.api.DeclaredIntent;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.HoldsKind;
import dev.holdpoint.api.IntentKind;
import dev.holdpoint.api.MassDestroySpec;
import dev.holdpoint.api.Permission;
import dev.holdpoint.api.PermitsSpec;
import dev.holdpoint.api.PolicySpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.api.Stage;
import dev.holdpoint.core.verdict.Catalog;
import dev.holdpoint.core.verdict.CatalogAddend;
import dev.holdpoint.core.verdict.Holds;
import dev.holdpoint.core.verdict.Intent;
import dev.holdpoint.core.verdict.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the specs say, in the words of the verdict. What is missing is read as the strict side. */
public final class SettingsTerms {
    private SettingsTerms() {}

    /**
     * The terms of a stack.
     *
     * @param stack empty: production, nothing permitted
     * @param guards by name
     */
    public static Terms of(
            Optional<StackSpec> stack, List<PolicySpec> policies, Map<String, GuardSpec> guards, Catalog catalog) {
        Stage stage = stack.map(spec -> spec.stage).orElse(null);
        return new Terms(
                stage == null || stage == Stage.Production,
                byAddress(guards),
                massDestroy(policies),
                permits(stack.map(spec -> spec.permits)),
                catalog.with(addends(policies)));
    }

    private static Map<String, String> byAddress(Map<String, GuardSpec> guards) {
        Map<String, String> all = new TreeMap<>();
        new TreeMap<>(guards)
                .forEach((name, guard) -> orEmpty(guard.addresses).forEach(address -> all.putIfAbsent(address, name)));
        return all;
    }

    private static Terms.MassDestroy massDestroy(List<PolicySpec> policies) {
        Terms.MassDestroy limit = null;
        for (PolicySpec policy : policies) {
            MassDestroySpec spec = policy.massDestroy;
            Terms.MassDestroy one = spec == null
                    ? Terms.MassDestroy.DEFAULT
                    : new Terms.MassDestroy(
                            spec.count == null ? Terms.MassDestroy.DEFAULT.count() : spec.count,
                            spec.percent == null ? Terms.MassDestroy.DEFAULT.percent() : spec.percent);
            limit = limit == null ? one : limit.and(one);
        }
        return limit == null ? Terms.MassDestroy.DEFAULT : limit;
    }

    private static Terms.Permits permits(Optional<PermitsSpec> spec) {
        return spec.map(permits ->
                        new Terms.Permits(permits.provisioners == Permission.Ask, permits.external == Permission.Ask))
                .orElse(Terms.Permits.NONE);
    }

    private static List<CatalogAddend> addends(List<PolicySpec> policies) {
        List<CatalogAddend> all = new ArrayList<>();
        for (PolicySpec policy : policies) {
            for (CatalogAddition one : orEmpty(policy.catalog)) {
                all.add(new CatalogAddend(
                        one.type == null ? "" : one.type,
                        one.address == null ? "" : one.address,
                        holds(one.holds),
                        orEmpty(one.protections)));
            }
        }
        return all;
    }

    private static Holds holds(HoldsKind kind) {
        if (kind == null) {
            return Holds.DATA;
        }
        return switch (kind) {
            case Data -> Holds.DATA;
            case Secrets -> Holds.SECRETS;
            case Keys -> Holds.KEYS;
            case Identity -> Holds.IDENTITY;
            case Actor -> Holds.ACTOR;
            case Network -> Holds.NETWORK;
            case Compute -> Holds.COMPUTE;
            case Routing -> Holds.ROUTING;
            case Nothing -> Holds.NOTHING;
        };
    }

    /** What was declared; nothing declared is an answer, too. */
    public static Intent intent(Optional<DeclaredIntent> declared) {
        if (declared.isEmpty()) {
            return Intent.nothing();
        }
        List<Intent.Allowance> allowances = new ArrayList<>();
        for (DeclaredEffect one : orEmpty(declared.get().effects)) {
            allowances.add(new Intent.Allowance(
                    switch (one.effect) {
                        case Create -> Intent.Kind.CREATE;
                        case Update -> Intent.Kind.UPDATE;
                        case Replace -> Intent.Kind.REPLACE;
                        case Delete -> Intent.Kind.DELETE;
                        case Forget -> Intent.Kind.FORGET;
                        case Import -> Intent.Kind.IMPORT;
                        case Move -> Intent.Kind.MOVE;
                    },
                    one.type == null ? "" : one.type,
                    one.atMost == null ? 0 : one.atMost));
        }
        return new Intent(declared.get().kind == IntentKind.Decommission, allowances);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
