package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.NotYet;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A render pod is started beside its plan pod and asks before there is a plan. */
class EarlyRenderTest {
    private static final RunDesk.RunPod RENDER =
            new RunDesk.RunPod(RunKind.RENDER, "a-namespace", "a-pod", "a-pod-uid", "a-job", ShopWorld.UID, 1);

    @TempDir
    private Path folder;

    private ShopWorld world;

    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private RunDesk desk() {
        return new ControllerDesk(
                world.ports(),
                world.changes(),
                world.branches(),
                new ControllerDesk.DeskParts(new RenderCache(), new RunBook(), change -> {}),
                new Arrivals(Duration.ofMillis(50)));
    }

    @Test
    void while_the_plan_is_made_it_is_told_to_ask_again() {
        world.change(Phase.Planning);
        assertThatThrownBy(() -> desk().assignment(RENDER)).isInstanceOf(NotYet.class);
    }

    @Test
    void when_there_will_be_no_plan_it_is_told_that_there_is_nothing_to_do() {
        world.change(Phase.Refused);
        assertThat(desk().assignment(RENDER)).isEmpty();
    }

    @Test
    void a_change_that_nobody_knows_gives_it_nothing_to_wait_for() {
        assertThat(desk().assignment(RENDER)).isEmpty();
    }
}
