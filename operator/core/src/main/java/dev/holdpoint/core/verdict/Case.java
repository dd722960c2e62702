package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Plan;
import dev.holdpoint.core.plan.PriorState;
import dev.holdpoint.core.scan.ScanFinding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is judged, in one value.
 *
 * @param plan what would happen
 * @param weighed its effective actions beside the catalog, in the plan's order
 * @param terms the settings in force
 * @param registered the state under custody
 * @param madeOn what the plan file says of its own prior state; empty when only the JSON is at hand
 * @param intent what was declared; empty when no change is at hand, so that nothing can be compared
 * @param scan what the static scan found in the tree
 */
public record Case(
        Plan plan,
        List<Weighed> weighed,
        Terms terms,
        Registered registered,
        Optional<PriorState> madeOn,
        Optional<Intent> intent,
        List<ScanFinding> scan) {
    public Case {
        weighed = List.copyOf(weighed);
        scan = List.copyOf(scan);
    }

    /** A case of a plan under terms, with nothing else known yet. */
    public static Case of(Plan plan, Terms terms) {
        List<Weighed> weighed = plan.effective().stream()
                .map(action -> new Weighed(action, terms.catalog().facts(action.type(), action.address())))
                .toList();
        return new Case(plan, weighed, terms, new Registered.Unproven(), Optional.empty(), Optional.empty(), List.of());
    }

    /** With the state under custody, and what the plan file says of its own. */
    public Case on(Registered state, Optional<PriorState> made) {
        return new Case(plan, weighed, terms, state, made, intent, scan);
    }

    /** With what was declared. */
    public Case declaring(Optional<Intent> declared) {
        return new Case(plan, weighed, terms, registered, madeOn, declared, scan);
    }

    /** With what the static scan found. */
    public Case scanned(List<ScanFinding> found) {
        return new Case(plan, weighed, terms, registered, madeOn, intent, found);
    }

    /** Strings that the registered state marks as sensitive. */
    public Set<String> secrets() {
        return registered instanceof Registered.At(var state, var established) ? state.secrets() : Set.of();
    }

    /** Addresses whose instance keys may be shown: of the registered state, or of the plan's own where none is at hand. */
    public Set<String> known() {
        return switch (registered) {
            case Registered.At(var state, var established) -> state.managed();
            case Registered.None none -> Set.of();
            case Registered.Unproven u -> plan.prior();
        };
    }

    /** Things that are gone afterwards. */
    List<Weighed> lost() {
        return weighed.stream().filter(Weighed::lost).toList();
    }
}
