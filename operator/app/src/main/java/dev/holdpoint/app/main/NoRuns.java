package dev.holdpoint.app.main;

import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.Runs;
import java.util.List;
import java.util.Optional;

/** An apply pod has no right to start or look at runs, and no code of it may try. */
final class NoRuns implements Runs {
    private static IllegalStateException never() {
        return new IllegalStateException("an apply pod neither starts nor looks at runs");
    }

    @Override
    public void start(RunOrder order) {
        throw never();
    }

    @Override
    public Optional<Sight> find(RunKind kind, String asker, String changeUid, int round) {
        throw never();
    }

    @Override
    public List<UnderWay> underWay(RunKind kind, String asker) {
        throw never();
    }

    @Override
    public List<Left> left() {
        throw never();
    }

    @Override
    public void discard(String changeUid) {
        throw never();
    }

    @Override
    public void discardEndedApply(String changeUid) {
        throw never();
    }

    @Override
    public void removeUnstartedPod(String changeUid, int round) {
        throw never();
    }

    @Override
    public boolean removeFinishedPod(String changeUid, int round) {
        throw never();
    }

    @Override
    public boolean podExists(String podUid) {
        throw never();
    }
}
