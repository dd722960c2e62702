package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.core.flow.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A base branch that moved elsewhere changes nothing; one that moved below the stack begins a new round. */
class MovedBaseTest {
    @TempDir
    private Path folder;

    private ShopWorld world;
    private InfrastructureChange change;
    private String changeCommit;

    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
        change = world.change(Phase.AwaitingApproval);
        git("git config user.name x && git config user.email x@x");
        branch();
    }

    /** The branch of the change, made on the base branch as it is. */
    private void branch() {
        Scene scene = world.scene(change);
        if (world.branches().fresh(scene) instanceof EditsOfChange.Building.Ready ready) {
            changeCommit = scene.repository().write(ready.draft().signedBy(world.shop.key("ada")));
            scene.repository()
                    .push(List.of(new RefMove(scene.branchRef(), Optional.empty(), Optional.of(changeCommit))));
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void git(String script) {
        Processes.must(world.clone, "sh", "-ec", script);
    }

    private Source after(String script) {
        git(script + "\ngit push -q origin HEAD:main");
        return world.branches().of(world.scene(change)).source();
    }

    private void stands(Source source) {
        assertThat(source).isEqualTo(new Source.Built(changeCommit));
    }

    private static void isNewRound(Source source) {
        assertThat(source)
                .isEqualTo(new Source.Moved("the base branch changed files of the stack since the change was made"));
    }

    @Test
    void fifty_merges_elsewhere_leave_the_change_as_it_is() {
        stands(after("for n in $(seq 50); do echo $n >other/new && git add -A && git commit -qm $n; done"));
    }

    @Test
    void a_neighbour_whose_name_begins_like_the_stack_is_elsewhere() {
        stands(after(
                "mkdir shop-two && echo x >shop-two/main.tf && echo x >shop.tf && git add -A && git commit -qm x"));
    }

    @Test
    void a_file_of_the_stack_that_was_written_is_a_new_round() {
        isNewRound(after("echo '# x' >>shop/main.tf && git commit -qam x"));
    }

    @Test
    void a_file_of_the_stack_that_came_or_went_is_a_new_round() {
        git("git branch start");
        isNewRound(after("mkdir shop/module && echo >shop/module/x.tf && git add -A && git commit -qm x"));
        git("git push -q -f origin start:main && git reset -q --hard start");
        isNewRound(after("echo >shop/y.tf && git rm -q shop/main.tf && git add -A && git commit -qm y"));
    }

    @Test
    void a_file_in_the_place_of_a_stack_that_has_no_folder_yet_is_a_new_round() {
        git("git rm -qr shop && git commit -qm none");
        git("git push -q origin HEAD:main :refs/heads/holdpoint/agents/more-memory");
        branch();
        stands(after("echo x >other/new && git add -A && git commit -qm new"));
        isNewRound(after("echo x >shop && git add -A && git commit -qm x"));
    }

    @Test
    void what_was_written_and_taken_back_changed_nothing() {
        stands(after("echo '# x' >>shop/main.tf && git commit -qam x && git revert --no-edit HEAD >/dev/null"));
    }

    /** The comparison ends before it comes to the stack's folder, which is the last by name. */
    @Test
    void a_base_that_moved_further_than_is_told_may_have_moved_below_the_stack() {
        isNewRound(after("""
                { printf 'commit refs/heads/main\\ncommitter x <x@x> 0 +0000\\ndata 1\\nx\\n'
                  printf 'from refs/heads/main^0\\n'
                  for n in $(seq 0 %d); do printf 'M 644 inline a/%%d/%%d\\ndata 0\\n\\n' $((n / 1000)) $n; done
                  printf 'M 644 inline shop/main.tf\\ndata 4\\n# x\\n\\n'
                } | git fast-import --quiet
                git reset -q --soft main""".formatted(Repository.MAX_TOUCHED)));
    }
}
