package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.app.port.Ledger;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.settings.SettingsDocket;
import java.util.function.Function;

/** The attestor, put together. */
public final class AttestorAssembly {
    private final ChangeReconciler reconciler;
    private final RunDesk desk;
    private final Runnable watch;

    /**
     * @param ledgers that can append, with the attestor's key
     * @param docket says which settings are to be recorded
     */
    public AttestorAssembly(RoleParts parts, Function<ChangeRepository, Ledger> ledgers, SettingsDocket docket) {
        Ports ports = parts.ports();
        Changes changes = new Changes(parts.client());
        ChangeBranch branches = new ChangeBranch(new IntakeEdits(), parts.signatures(), ports);
        RenderCache renders = new RenderCache();
        RunBook book = new RunBook();
        AttestObserver observer = new AttestObserver(
                ports,
                new AttestParts(branches, new RoundReader(ports, renders), book, new RoundJudge(parts.signatures())));
        Reporter reporter =
                new Reporter(parts.client(), ports.clock(), new Announcer(parts.client(), ports.clock())::announce);
        this.reconciler =
                new ChangeReconciler(new AttestRole(observer, new AttestPerformer(ports, ledgers), reporter), changes);
        this.desk = new AttestDesk(ports, changes, new ControllerDesk.DeskParts(renders, book, this::wake));
        SettingsRecorder recorder = new SettingsRecorder(parts.client(), ports, ledgers, docket);
        LateMerges merges = new LateMerges(parts.client(), ports);
        Orphans orphans = new Orphans(ports, changes);
        Runnable chores = () -> {
            recorder.record();
            merges.clear();
            orphans.runsAndGrants();
        };
        this.watch = new WorldWatch(
                new WatchEyes(parts.client()).of(ports, reconciler), this::wake, chores, parts.watchInterval());
    }

    private void wake(InfrastructureChange change) {
        reconciler.wake(
                change.getMetadata().getNamespace(), change.getMetadata().getName());
    }

    /** To be registered with the operator SDK. */
    public ChangeReconciler reconciler() {
        return reconciler;
    }

    /** What this role's render pods talk to. */
    public RunDesk desk() {
        return desk;
    }

    /** To be run in a thread of its own, until interrupted. */
    public Runnable watch() {
        return watch;
    }
}
