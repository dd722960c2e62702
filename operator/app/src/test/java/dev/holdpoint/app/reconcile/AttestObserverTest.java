package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.core.flow.Basis;
import dev.holdpoint.core.record.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the attestor sees of a round that lies before the reviewers. */
class AttestObserverTest {
    @TempDir
    private Path folder;

    private ShopWorld world;
    private InfrastructureChange change;

    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
        change = world.change(Phase.AwaitingApproval);
        Scene scene = world.scene(change);
        if (world.branches().fresh(scene) instanceof EditsOfChange.Building.Ready ready) {
            String commit = scene.repository().write(ready.draft().signedBy(world.shop.key("ada")));
            scene.repository().push(List.of(new RefMove(scene.branchRef(), Optional.empty(), Optional.of(commit))));
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Basis basis() {
        AttestParts parts = new AttestParts(
                world.branches(),
                new RoundReader(world.ports(), new RenderCache()),
                new RunBook(),
                new RoundJudge(OperatorSignatures::good));
        return new AttestObserver(world.ports(), parts)
                .observe(change)
                .snapshot()
                .basis();
    }

    private void planMadeAt(String ledgerHead) {
        InfrastructurePlan plan = world.plan(change, "a plan");
        plan.getSpec().ledger = ledgerHead;
        world.kube.client().resource(plan).update();
    }

    @Test
    void a_ledger_that_contains_the_head_that_the_votes_name_lets_the_round_stand() {
        planMadeAt(world.scene(change).history().entries().get(1).digest().hex());

        assertThat(basis()).isEqualTo(Basis.STANDS);
    }

    @Test
    void so_does_one_that_had_no_entry_yet() {
        planMadeAt(Entry.ROOT.hex());

        assertThat(basis()).isEqualTo(Basis.STANDS);
    }

    @Test
    void a_ledger_without_that_head_is_an_older_one_or_another() {
        planMadeAt("ab".repeat(32));

        assertThat(basis().stale()).hasValue("the ledger does not contain the head that the plan was made at");
    }
}
