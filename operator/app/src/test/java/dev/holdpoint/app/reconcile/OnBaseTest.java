package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.shop.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack waits for the merge of what was applied; people merge in their own ways. */
class OnBaseTest {
    @TempDir
    private Path folder;

    private ShopWorld world;
    private InfrastructureChange change;
    private String changeCommit;

    /** The branch of the change, which creates shop/more.tf. */
    @BeforeEach
    void branch() {
        world = new ShopWorld(folder);
        change = world.change(Phase.Applied);
        Scene scene = world.scene(change);
        if (world.branches().fresh(scene) instanceof EditsOfChange.Building.Ready ready) {
            changeCommit = scene.repository().write(ready.draft().signedBy(world.shop.key("ada")));
            scene.repository()
                    .push(List.of(new RefMove(scene.branchRef(), Optional.empty(), Optional.of(changeCommit))));
        }
        git("git fetch -q && git config user.name x && git config user.email x@x");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void git(String script) {
        Processes.must(world.clone, "sh", "-ec", script);
    }

    private boolean merged(String script) {
        git(script + "\ngit push -q origin HEAD:main");
        return OnBase.holds(world.scene(change), changeCommit);
    }

    @Test
    void a_branch_that_nobody_merged_is_not_on_base_though_the_base_moved() {
        assertThat(OnBase.holds(world.scene(change), changeCommit)).isFalse();
        assertThat(merged("echo x >other/new && git add -A && git commit -qm other"))
                .isFalse();
    }

    @Test
    void a_merge_a_squash_and_a_rebase_all_bring_it_there() {
        String branch = "origin/holdpoint/agents/more-memory";
        git("git branch start");
        String other = "git checkout -q -B work start && echo $RANDOM >other/new && git add -A && git commit -qm other";
        assertThat(merged(other + " && git merge -q --no-edit " + branch)).isTrue();
        git("git push -q -f origin start:main");
        assertThat(merged(other + " && git merge -q --squash " + branch + " && git commit -qm squashed"))
                .isTrue();
        git("git push -q -f origin start:main");
        assertThat(merged(other + " && git cherry-pick " + branch)).isTrue();
    }

    @Test
    void half_of_it_or_another_content_is_not_it() {
        assertThat(merged("echo 'locals { more = 2 }' >shop/more.tf && git add -A && git commit -qm half"))
                .isFalse();
    }

    @Test
    void a_commit_that_is_nowhere_is_not_on_base() {
        assertThat(OnBase.holds(world.scene(change), "1".repeat(40))).isFalse();
    }
}
