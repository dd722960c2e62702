package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.core.flow.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever wrote what was pushed may not approve it; so whoever nobody knows may not write. */
class ChangeBranchTest {
    private static final String REF = "refs/heads/agents/more-memory";

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

    /** The agent pushes, the operator makes the branch of the change; how it stands then. */
    private ChangeBranch.Found pushedBy(String... authors) {
        for (String author : authors) {
            Processes.must(world.clone, "sh", "-c", "echo '# " + author + "' >>shop/main.tf");
            world.commit(author, "More");
        }
        Processes.must(world.clone, "git", "push", "-q", "origin", "HEAD:" + REF);
        InfrastructureChange change = world.pushed(REF, Phase.Open);
        Scene before = world.scene(change);
        switch (world.branches().fresh(before)) {
            case EditsOfChange.Building.Refused refused -> throw new AssertionError(refused.toString());
            case EditsOfChange.Building.Ready ready -> {
                String commit = before.repository().write(ready.draft().signedBy(world.shop.key("ada")));
                before.repository()
                        .push(List.of(new RefMove(before.branchRef(), Optional.empty(), Optional.of(commit))));
            }
        }
        return world.branches().of(world.scene(change));
    }

    @Test
    void commits_of_the_agent_and_of_people_on_the_roster_stand_and_their_authors_are_known() {
        ChangeBranch.Found found = pushedBy("claude@agents.shop.example", "ADA@shop.example");

        assertThat(found.standing().orElseThrow().emails())
                .containsExactlyInAnyOrder("claude@agents.shop.example", "ada@shop.example");
    }

    @Test
    void a_branch_with_more_than_is_read_refuses_the_change_that_names_it_and_no_other() {
        Processes.must(world.clone, "sh", "-c", "head -c 68157440 /dev/zero >shop/zeros.bin");
        world.commit("claude@agents.shop.example", "Large");
        Processes.must(world.clone, "git", "push", "-q", "origin", "HEAD:refs/heads/agents/large");
        InfrastructureChange large = world.pushed("refs/heads/agents/large", Phase.Open);

        assertThat(world.branches().of(world.scene(large)).source())
                .isInstanceOfSatisfying(
                        Source.Refused.class,
                        refused -> assertThat(refused.findings())
                                .singleElement()
                                .asString()
                                .contains("source-too-large")
                                .contains("67108864 bytes in one object")
                                .contains("push the branch again"));
        world.kube.client().resource(large).delete();
        Processes.must(world.clone, "git", "reset", "-q", "--hard", "HEAD~1");
        assertThat(pushedBy("claude@agents.shop.example").standing()).isPresent();
    }

    @Test
    void a_commit_of_an_author_whom_nobody_knows_refuses_the_change() {
        ChangeBranch.Found found = pushedBy("claude@agents.shop.example", "evil@elsewhere.example");

        assertThat(found.standing()).isEmpty();
        assertThat(found.source())
                .isInstanceOfSatisfying(
                        Source.Refused.class,
                        refused -> assertThat(refused.findings())
                                .singleElement()
                                .asString()
                                .startsWith("author-unknown")
                                .contains("evil@elsewhere.example")
                                .contains("Commit with an address that the roster lists"));
    }
}
