package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.core.approval.SshSigner;

/** The controller, put together. */
public final class ControllerAssembly {
    private final ChangeReconciler reconciler;
    private final RunDesk desk;
    private final Runnable watch;

    public ControllerAssembly(RoleParts parts, SshSigner operator) {
        Ports ports = parts.ports();
        Changes changes = new Changes(parts.client());
        ChangeBranch branches = new ChangeBranch(new IntakeEdits(), parts.signatures(), ports);
        RenderCache renders = new RenderCache();
        RunBook book = new RunBook();
        Successions successions = new Successions(changes, this::wake);
        ControllerObserver observer = new ControllerObserver(
                ports,
                new ControllerParts(
                        branches,
                        new RoundReader(ports, renders),
                        book,
                        new Neighbours(parts.client(), parts.ports().custody()),
                        successions,
                        operator));
        ControllerPerformer performer =
                new ControllerPerformer(ports, branches, new IntakeMerges(operator, ports.clock()), operator);
        Reporter reporter =
                new Reporter(parts.client(), ports.clock(), new Announcer(parts.client(), ports.clock())::announce);
        this.reconciler = new ChangeReconciler(
                new ControllerRole(observer, performer, reporter, successions, ports.clock()), changes);
        this.desk =
                new ControllerDesk(ports, changes, branches, new ControllerDesk.DeskParts(renders, book, this::wake));
        SettingsReporter settings = new SettingsReporter(parts.client(), ports);
        Orphans orphans = new Orphans(ports, changes);
        Runnable chores = () -> {
            settings.report();
            orphans.runs();
        };
        this.watch = new WorldWatch(
                new WatchEyes(parts.client()).of(ports, reconciler), this::wake, chores, parts.watchInterval());
    }

    private void wake(InfrastructureChange change) {
        wake(change.getMetadata().getNamespace(), change.getMetadata().getName());
    }

    private void wake(String namespace, String name) {
        reconciler.wake(namespace, name);
    }

    /** To be registered with the operator SDK. */
    public ChangeReconciler reconciler() {
        return reconciler;
    }

    /** What this role's run pods talk to. */
    public RunDesk desk() {
        return desk;
    }

    /** To be run in a thread of its own, until interrupted. */
    public Runnable watch() {
        return watch;
    }
}
