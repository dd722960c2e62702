package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeRef;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.shop.RunsContract;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.digest.Sha256;
import java.util.Optional;

/** The runs that tests move by hand keep what Jobs keep. */
class ScriptedRunsTest implements RunsContract, RunsContract.Cluster {
    private final ScriptedRuns runs = new ScriptedRuns();

    @Override
    public Cluster cluster() {
        return this;
    }

    @Override
    public Runs runs() {
        return runs;
    }

    @Override
    public RunOrder order(RunKind kind) {
        ChangeRef change = new ChangeRef();
        change.namespace = "agents";
        change.name = "more-memory";
        change.uid = ShopWorld.UID;
        return new RunOrder(
                kind,
                RunRoles.OPERATOR,
                change,
                Shop.STACK,
                new StackSpec(),
                Sha256.of(new byte[0]),
                1,
                1,
                kind == RunKind.PLAN ? Optional.empty() : Optional.of(Sha256.of(new byte[1])),
                kind == RunKind.APPLY ? Optional.of(1L) : Optional.empty());
    }

    @Override
    public String podOf(RunKind kind) {
        runs.pods.add("a-pod");
        change(kind, "a-pod", false, true);
        return "a-pod";
    }

    @Override
    public void podWorks(RunKind kind) {
        change(kind, "a-pod", false, false);
    }

    @Override
    public void podEnds(RunKind kind) {
        change(kind, "a-pod", true, false);
    }

    private void change(RunKind kind, String pod, boolean ended, boolean unstarted) {
        Runs.Sight seen = runs.sights.get(kind);
        runs.sights.put(
                kind,
                new Runs.Sight(
                        seen.job(),
                        seen.attempt(),
                        Optional.of(pod),
                        ended ? Optional.of("the run finished") : Optional.empty(),
                        seen.made(),
                        seen.settings(),
                        seen.uncopied(),
                        unstarted ? Optional.of(new Runs.Unstarted("")) : Optional.empty(),
                        seen.ours()));
    }
}
