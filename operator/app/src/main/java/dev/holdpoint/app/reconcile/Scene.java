package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.StackState;
import dev.holdpoint.app.derive.SettingsInForce;
import dev.holdpoint.app.port.LedgerReader;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.core.record.History;

/**
 * The place where one change happens, read in this pass: its settings, its repository as it is now, the ledger and the
 * stack's state.
 */
record Scene(
        InfrastructureChange change,
        SettingsInForce settings,
        Repository repository,
        Refs refs,
        LedgerReader ledger,
        History history,
        StackState state) {

    String uid() {
        return change.getMetadata().getUid();
    }

    String stack() {
        return settings.stack().getMetadata().getName();
    }

    String stackPath() {
        String path = settings.stack().getSpec().path;
        return path == null ? "" : path;
    }

    String branchRef() {
        return "refs/heads/holdpoint/" + change.getMetadata().getNamespace() + "/"
                + change.getMetadata().getName();
    }

    String tagPrefix() {
        return "refs/tags/holdpoint/" + change.getMetadata().getNamespace() + "/"
                + change.getMetadata().getName() + "/";
    }

    String baseRef() {
        return "refs/heads/" + settings.repository().getSpec().baseBranch;
    }
}
