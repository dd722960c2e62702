package dev.holdpoint.app.main;

import dev.holdpoint.app.adapter.git.RecentRefs;
import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.reconcile.ControllerAssembly;
import dev.holdpoint.app.reconcile.RoleParts;
import dev.holdpoint.core.approval.SshSigner;
import java.time.Duration;
import picocli.CommandLine.Command;

/** The controller: branches, plans, previews and merges. */
@Command(
        name = "operator",
        mixinStandardHelpOptions = true,
        description = "The controller: makes branches, plans, previews and merges. Runs in the cluster.")
final class OperatorCommand extends RoleCommand {
    OperatorCommand() {
        super(Desk.OPERATOR);
    }

    /** A lease guards every push of this role, and the other role and the apply pod look for themselves. */
    @Override
    Repository view(Repository source) {
        return new RecentRefs(source, Duration.ofSeconds(1), System::nanoTime);
    }

    @Override
    Working assemble(RoleParts parts, Outside outside, SshSigner signer) {
        ControllerAssembly controller = new ControllerAssembly(parts, signer);
        return new Working(controller.reconciler(), controller.desk(), controller.watch());
    }
}
