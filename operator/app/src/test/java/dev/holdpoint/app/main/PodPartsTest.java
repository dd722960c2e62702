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

    @Test
    void what_it_may_fetch_fits_into_its_volume_for_git_objects() {
        assertThat(git.folder()).isEqualTo(paths.gitObjects());
        assertThat(git.limits().transfer() + 2 * git.limits().guests().together())
                .isLessThan(768L << 20);
    }
}
