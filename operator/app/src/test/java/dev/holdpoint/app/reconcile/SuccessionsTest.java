package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ChangeSpec;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.shop.Shop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that is idle for minutes learns at once that a newer one takes its place. */
class SuccessionsTest {
    @TempDir
    private Path folder;

    private ShopWorld world;
    private InfrastructureChange older;
    private Successions successions;
    private final List<String> woken = new ArrayList<>();

    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
        older = world.change(Phase.AwaitingApproval);
        successions = new Successions(world.changes(), (namespace, name) -> woken.add(namespace + "/" + name));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private InfrastructureChange newer(String requester, String stack) {
        InfrastructureChange newer = new InfrastructureChange();
        newer.getMetadata().setNamespace(older.getMetadata().getNamespace());
        newer.getMetadata().setName("better");
        newer.setSpec(new ChangeSpec());
        newer.getSpec().requester = requester;
        newer.getSpec().stacks = List.of(stack);
        newer.getSpec().supersedes = older.getMetadata().getName();
        return world.kube.client().resource(newer).create();
    }

    @Test
    void a_newer_change_wakes_the_older_one_once_and_takes_its_place() {
        InfrastructureChange newer = newer(Shop.AGENT, Shop.STACK);
        assertThat(successions.supersededBy(older)).as("before anybody looked").isEmpty();
        successions.note(newer);
        successions.note(newer);

        assertThat(woken).containsExactly("agents/more-memory");
        assertThat(successions.supersededBy(older)).hasValue("agents/better");
        assertThat(successions.supersededBy(newer)).isEmpty();
    }

    @Test
    void another_agents_change_takes_no_place() {
        successions.note(newer("system:serviceaccount:agents:other", Shop.STACK));
        assertThat(successions.supersededBy(older)).isEmpty();
    }

    @Test
    void a_change_on_another_stack_takes_no_place() {
        successions.note(newer(Shop.AGENT, "network"));
        assertThat(successions.supersededBy(older)).isEmpty();
    }

    @Test
    void one_that_is_gone_before_it_took_the_place_leaves_the_older_where_it_is() {
        InfrastructureChange newer = newer(Shop.AGENT, Shop.STACK);
        successions.note(newer);
        world.kube.client().resource(newer).delete();
        assertThat(successions.supersededBy(older)).isEmpty();
    }

    @Test
    void what_names_nobody_wakes_nobody() {
        successions.note(older);
        assertThat(woken).isEmpty();
    }
}
