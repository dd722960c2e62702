package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.PlanStatus;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger says where the edits of a change reached the base branch, however far that went on before it was recorded. */
class MergedAsTest {
    private static final String BRANCH = "origin/holdpoint/agents/more-memory";

    @TempDir
    private Path folder;

    private ShopWorld world;
    private InfrastructureChange change;

    /** An approved change that is applied; people work on the base branch. */
    @BeforeEach
    void applied() {
        world = new ShopWorld(folder);
        change = world.change(Phase.Applied);
        change.getStatus().plan = new PlanStatus();
        Scene scene = world.scene(change);
        if (world.branches().fresh(scene) instanceof EditsOfChange.Building.Ready ready) {
            world.shop.changeCommit = scene.repository().write(ready.draft().signedBy(world.shop.key("ada")));
            scene.repository()
                    .push(List.of(
                            new RefMove(scene.branchRef(), Optional.empty(), Optional.of(world.shop.changeCommit))));
        }
        world.git.append(
                world.shop.vote("ada", "approve", 1),
                world.shop.approved(1, 7, "ada"),
                new PodIntended(new PlanApproved.Place(Shop.STACK, 7), "pod-1"));
        change.getStatus().plan.digest = world.shop.template(1).pins().plan().hex();
        world.plan(change, "plan");
        git("git fetch -q && git config user.name x && git config user.email x@x");
        goesOn();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String git(String script) {
        return Processes.must(world.clone, "sh", "-ec", script).strip();
    }

    private void goesOn() {
        git("echo x >>other/new && git add -A && git commit -qm other && git push -q origin HEAD:main");
    }

    /** Does it and says which commit came of it. */
    private String merged(String script) {
        git(script + "\ngit push -q origin HEAD:main");
        String commit = git("git rev-parse HEAD");
        goesOn();
        goesOn();
        return commit;
    }

    private ChangeEnded fact() {
        AttestObserver observer = new AttestObserver(
                world.ports(),
                new AttestParts(
                        world.branches(),
                        new RoundReader(world.ports(), new RenderCache()),
                        new RunBook(),
                        new RoundJudge(OperatorSignatures::good)));
        return Ends.fact(world.scene(change), observer.observe(change).snapshot());
    }

    @Test
    void a_merge_is_named_though_the_base_has_gone_on() {
        String merge = merged("git merge -q --no-edit " + BRANCH);

        assertThat(fact().mergeCommit()).hasValue(merge);
    }

    @Test
    void a_merge_of_a_merge_is_named_by_the_one_on_the_base_branch_itself() {
        String merge = merged("git checkout -q -b side && echo y >other/side && git add -A && git commit -qm side"
                + " && git merge -q --no-edit " + BRANCH
                + " && git checkout -q main && git merge -q --no-ff --no-edit side");

        assertThat(fact().mergeCommit()).hasValue(merge);
    }

    @Test
    void a_squash_is_named_though_the_base_has_gone_on() {
        String squash = merged("git merge -q --squash " + BRANCH + " && git commit -qm squashed");

        assertThat(fact().mergeCommit()).hasValue(squash);
    }

    @Test
    void what_nobody_merged_is_merged_as_nothing() {
        goesOn();

        assertThat(fact().mergeCommit()).isEmpty();
    }

    @Test
    void the_status_says_what_the_ledger_says() {
        String merge = merged("git merge -q --no-edit " + BRANCH);
        assertThat(Ends.mergedAs(world.scene(change))).isEmpty();
        world.git.append(fact());
        goesOn();

        assertThat(Ends.mergedAs(world.scene(change))).hasValue(merge);
    }
}
