package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.Runs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs that a test moves by hand; what was started is remembered. */
final class ScriptedRuns implements Runs {
    final List<RunOrder> started = new ArrayList<>();
    final Map<RunKind, Sight> sights = new HashMap<>();
    final Map<RunKind, List<UnderWay>> others = new HashMap<>();
    final Set<String> pods = new HashSet<>();
    final List<Left> left = new ArrayList<>();
    final List<String> discarded = new ArrayList<>();

    @Override
    public void start(RunOrder order) {
        started.add(order);
    }

    @Override
    public Optional<Sight> find(RunKind kind, String asker, String changeUid, int round) {
        return Optional.ofNullable(sights.get(kind));
    }

    @Override
    public List<UnderWay> underWay(RunKind kind, String asker) {
        return others.getOrDefault(kind, List.of());
    }

    @Override
    public List<Left> left() {
        return left;
    }

    @Override
    public void discard(String changeUid) {
        discarded.add(changeUid);
        sights.remove(RunKind.PLAN);
        sights.remove(RunKind.RENDER);
    }

    @Override
    public boolean removeFinishedPod(String changeUid, int round) {
        return pods.isEmpty();
    }

    @Override
    public void discardEndedApply(String changeUid) {
        discarded.add("apply " + changeUid);
        sights.remove(RunKind.APPLY);
    }

    @Override
    public void removeUnstartedPod(String changeUid, int round) {
        pods.clear();
    }

    @Override
    public boolean podExists(String podUid) {
        return pods.contains(podUid);
    }
}
