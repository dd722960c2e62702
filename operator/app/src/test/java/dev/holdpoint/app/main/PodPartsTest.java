package dev.holdpoint.app.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.RepositorySpec;
import dev.holdpoint.app.adapter.git.GitRemote;
import dev.holdpoint.app.adapter.git.RefScope;
import dev.holdpoint.app.port.RunPaths;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PodPartsTest {
    private final RunPaths paths = new RunPaths(Path.of("/"));
    private final Outside.Git git = PodParts.git(
            new RoleFiles.BoundCredential("https://git.example/infra.git", new GitRemote.Credential("reader", "pw")),
            paths,
            "payments",
            "chg");

    @Test
    void an_apply_run_sees_the_base_branch_the_ledger_and_its_own_change() {
        ChangeRepository repository = new ChangeRepository();
        repository.setSpec(new RepositorySpec());
        repository.getSpec().baseBranch = "main";

        RefScope scope = git.scope().apply(repository);

        assertThat(scope.names())
                .containsExactly("refs/heads/main", "refs/heads/holdpoint-ledger", "refs/heads/holdpoint/payments/chg");
        assertThat(scope.prefixes()).containsExactly("refs/tags/holdpoint/payments/chg/");
    }

    /** A fuller one would have the pod evicted in the middle of its apply. Collecting garbage writes everything again. */
    @Test
    void what_it_may_fetch_fits_twice_into_its_volume_for_git_objects() {
        assertThat(git.folder()).isEqualTo(paths.gitObjects());
        assertThat(2 * (git.limits().transfer() + 2 * git.limits().guests().together()))
                .isLessThan((long) RunPaths.GIT_OBJECTS_MIB << 20);
    }

    @Test
    void what_can_be_reviewed_can_be_applied() {
        assertThat(git.limits()).isEqualTo(GitRemote.Limits.USUAL);
    }
}
