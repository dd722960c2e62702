package dev.holdpoint.app.main;

import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.reconcile.AttestorAssembly;
import dev.holdpoint.app.reconcile.RoleParts;
import dev.holdpoint.core.approval.SshSigner;
import picocli.CommandLine.Command;

/** The attestor: derives again, verifies votes, approves and records. */
@Command(
        name = "attestor",
        mixinStandardHelpOptions = true,
        description = "The attestor: derives everything again, verifies votes, approves, records. Runs in the cluster.")
final class AttestorCommand extends RoleCommand {
    AttestorCommand() {
        super(Desk.ATTESTOR);
    }

    /** Votes are counted as they stand at the source. */
    @Override
    Repository view(Repository source) {
        return source;
    }

    @Override
    Working assemble(RoleParts parts, Outside outside, SshSigner signer) {
        AttestorAssembly attestor =
                new AttestorAssembly(parts, repository -> outside.ledger(repository, signer), outside.docket());
        return new Working(attestor.reconciler(), attestor.desk(), attestor.watch());
    }
}
