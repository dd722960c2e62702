package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.core.flow.Flow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WaitingRendersTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final int CHANGES = 50;

    private final ScriptedRuns runs = new ScriptedRuns();
    private final WaitingRenders waiting = new WaitingRenders(runs);

    private static String uid(int change) {
        return "uid-" + change;
    }

    private static Runs.UnderWay run(int change, Instant made) {
        return new Runs.UnderWay(uid(change), made);
    }

    private static Runs.Sight plan(Instant made) {
        return new Runs.Sight(
                "a-job",
                1,
                Optional.empty(),
                Optional.empty(),
                made,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Test
    void render_pods_of_others_count_whatever_became_of_their_plans() {
        runs.others.put(RunKind.RENDER, List.of(run(1, NOON), run(2, NOON), run(2, NOON)));
        assertThat(waiting.before(uid(0), plan(NOON))).isEqualTo(2);
    }

    @Test
    void its_own_runs_stand_in_nobodys_way() {
        runs.others.put(RunKind.RENDER, List.of(run(0, NOON)));
        runs.others.put(RunKind.PLAN, List.of(run(0, NOON)));
        assertThat(waiting.before(uid(0), plan(NOON))).isZero();
    }

    @Test
    void a_younger_plan_waits_for_its_turn() {
        runs.others.put(RunKind.PLAN, List.of(run(1, NOON.plusSeconds(1))));
        assertThat(waiting.before(uid(0), plan(NOON))).isZero();
        assertThat(waiting.before(uid(1), plan(NOON.plusSeconds(1)))).isZero();
        runs.others.put(RunKind.PLAN, List.of(run(0, NOON), run(1, NOON.plusSeconds(1))));
        assertThat(waiting.before(uid(1), plan(NOON.plusSeconds(1)))).isOne();
    }

    /** Fifty slow plans; passes read in any order and start what they decided on some time later. */
    @Property(tries = 500)
    void however_passes_fall_only_few_wait(@ForAll long seed) {
        Random chance = new Random(seed);
        List<Runs.UnderWay> plans = new ArrayList<>();
        List<Runs.UnderWay> renders = new ArrayList<>();
        Set<Integer> decided = new HashSet<>();
        runs.others.put(RunKind.PLAN, plans);
        runs.others.put(RunKind.RENDER, renders);
        Instant now = NOON;
        for (int event = 0; event < 400; event++) {
            now = now.plusSeconds(chance.nextInt(6) / 5);
            if (plans.size() < CHANGES && chance.nextBoolean()) {
                plans.add(run(plans.size(), now));
            } else if (!decided.isEmpty() && chance.nextInt(4) == 0) {
                int change = decided.iterator().next();
                decided.remove(change);
                renders.add(run(change, now));
            } else if (!plans.isEmpty()) {
                int change = chance.nextInt(plans.size());
                boolean started = renders.stream().anyMatch(r -> r.changeUid().equals(uid(change)));
                int before = waiting.before(uid(change), plan(plans.get(change).made()));
                if (!started && before < Flow.MAX_WAITING_RENDERS) {
                    decided.add(change);
                }
            }
        }
        assertThat(renders.size() + decided.size()).isLessThanOrEqualTo(Flow.MAX_WAITING_RENDERS);
    }
}
