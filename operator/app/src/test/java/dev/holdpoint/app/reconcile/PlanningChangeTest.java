package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.flow.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the controller sees of the runs of others while its plan is made. */
class PlanningChangeTest {
    @TempDir
    private Path folder;

    private ShopWorld world;
    private InfrastructureChange change;

    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
        change = world.change(Phase.Planning);
        world.runs.others.put(
                RunKind.RENDER,
                IntStream.range(0, 9)
                        .mapToObj(other -> new Runs.UnderWay("uid-" + other, Shop.NOW))
                        .toList());
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Snapshot seen() {
        ControllerParts parts = new ControllerParts(
                world.branches(),
                new RoundReader(world.ports(), new RenderCache()),
                new RunBook(),
                new Neighbours(world.kube.client(), world.ports().custody()),
                new Successions(new Changes(world.kube.client()), (namespace, name) -> {}),
                world.shop.key("ada"));
        return new ControllerObserver(world.ports(), parts).observe(change).snapshot();
    }

    @Test
    void render_pods_of_others_are_counted_before_one_is_started_beside_a_plan() {
        world.runs.sights.put(
                RunKind.PLAN,
                new Runs.Sight(
                        "plan",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Shop.NOW,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("plan")));
        assertThat(seen().rendersBefore()).isEqualTo(9);
    }
}
