package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.StackState;
import dev.holdpoint.app.derive.SettingsInForce;
import dev.holdpoint.app.port.LedgerReader;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.settings.SettingsCourt;
import dev.holdpoint.core.record.History;
import java.util.Optional;

/** Sets the scene of one pass. The repository is read before anything that depends on it; nothing is remembered. */
final class Scenery {
    private final Ports ports;

    Scenery(Ports ports) {
        this.ports = ports;
    }

    /** What was found. */
    sealed interface Found {
        /** All of it. */
        record Set(Scene scene) implements Found {}

        /** Something is not in force or is missing; one sentence that says what. */
        record Missing(String why) implements Found {}
    }

    Found of(InfrastructureChange change) {
        String name = change.getSpec().stacks.getFirst();
        Optional<InfrastructureStack> stack = ports.settings().stack(name);
        if (stack.isEmpty()) {
            return new Found.Missing("there is no InfrastructureStack " + name);
        }
        Optional<ChangeRepository> spec =
                ports.settings().repository(stack.get().getSpec().repository);
        if (spec.isEmpty()) {
            return new Found.Missing("InfrastructureStack " + name + " names the ChangeRepository "
                    + stack.get().getSpec().repository + ", and there is none");
        }
        Optional<StackState> state = ports.custody().find(name);
        if (state.isEmpty()) {
            return new Found.Missing("the stack " + name + " has no StackState; the installer creates it");
        }
        Repository repository = ports.repositories().apply(spec.get());
        LedgerReader ledger = ports.ledgers().apply(spec.get());
        Refs refs = repository.fetch();
        History history = ledger.read(LedgerHeads.of(state.get()));
        SettingsCourt.Finding<SettingsInForce> finding = ports.court().settings(name, history::settings);
        return switch (finding) {
            case SettingsCourt.Finding.Missing<SettingsInForce>(var why) -> new Found.Missing(why);
            case SettingsCourt.Finding.InForce<SettingsInForce>(var settings) -> {
                StackState now = atLeast(history, name, state.get());
                yield StateFloor.problem(name, history, now)
                        .<Found>map(Found.Missing::new)
                        .orElseGet(() ->
                                new Found.Set(new Scene(change, settings, repository, refs, ledger, history, now)));
            }
        };
    }

    /** An order may have ended, in state and ledger, since the state was read. */
    private StackState atLeast(History history, String stack, StackState seen) {
        return StateFloor.problem(stack, history, seen).isEmpty()
                ? seen
                : ports.custody().find(stack).orElse(seen);
    }
}
