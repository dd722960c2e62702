package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.shop.Shop;
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
        String job = order.kind().word() + "-" + order.attempt();
        sights.putIfAbsent(
                order.kind(),
                new Sight(
                        job,
                        order.attempt(),
                        Optional.empty(),
                        Optional.empty(),
                        Shop.NOW,
                        Optional.of(order.settings().hex()),
                        Optional.empty(),
                        Optional.of(new Unstarted("")),
                        List.of(job)));
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
        if (apply().flatMap(Sight::ended).isPresent()) {
            pods.clear();
        }
        return pods.isEmpty();
    }

    @Override
    public void discardEndedApply(String changeUid) {
        discarded.add("apply " + changeUid);
        if (apply().filter(run -> run.ended().isPresent() || run.unstarted().isPresent())
                .isPresent()) {
            sights.remove(RunKind.APPLY);
        }
    }

    private Optional<Sight> apply() {
        return Optional.ofNullable(sights.get(RunKind.APPLY));
    }

    @Override
    public void removeUnstartedPod(String changeUid, int round) {
        if (apply().flatMap(Sight::unstarted).isPresent()) {
            pods.clear();
        }
    }

    @Override
    public boolean podExists(String podUid) {
        return pods.contains(podUid);
    }
}
