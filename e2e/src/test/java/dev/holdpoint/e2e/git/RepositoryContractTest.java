package dev.holdpoint.e2e.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.port.CommitDraft.FileWrite;
import dev.holdpoint.app.port.Guest;
import dev.holdpoint.app.port.PushResult;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.port.Refs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the port of a repository promises about refs and histories, on the real adapter against a real server. */
class RepositoryContractTest {
    private static final String BRANCH = "refs/heads/holdpoint/payments/chg-1";

    private GitScene scene;
    private JGitRepository repository;

    @BeforeEach
    void start(@TempDir Path folder) {
        scene = new GitScene(folder);
        repository = scene.repository(Role.OPERATOR);
    }

    @AfterEach
    void end() {
        repository.close();
        scene.close();
    }

    private String main() {
        return repository.fetch().at("refs/heads/main").orElseThrow();
    }

    private String commitOn(String parent, String words) {
        return repository.write(Drafts.on(parent, scene.operator, Map.of("infra/shop/new.tf", Drafts.text(words))));
    }

    private static RefMove create(String ref, String to) {
        return new RefMove(ref, Optional.empty(), Optional.of(to));
    }

    @Test
    void a_fetch_sees_heads_and_tags_and_nothing_else() {
        scene.git("tag", "-a", "-m", "one", "v1");
        scene.git("push", "-q", "origin", "v1", "main:refs/pull/1/head");
        Refs refs = repository.fetch();
        assertThat(refs.byName()).containsOnlyKeys("refs/heads/main", "refs/tags/v1");
        assertThat(refs.at("refs/tags/v1")).contains(scene.git("rev-parse", "refs/tags/v1"));
        assertThat(refs.at("refs/heads/main")).contains(scene.git("rev-parse", "main"));
    }

    @Test
    void a_ref_that_went_is_not_seen_any_more() {
        scene.git("push", "-q", "origin", "main:refs/heads/agents/x");
        repository.fetch();
        scene.git("push", "-q", "origin", ":refs/heads/agents/x");
        assertThat(repository.fetch().byName()).containsOnlyKeys("refs/heads/main");
    }

    @Test
    void a_branch_that_becomes_a_folder_of_branches_is_fetched() {
        scene.git("push", "-q", "origin", "main:refs/heads/agents/x");
        repository.fetch();
        scene.git("push", "-q", "origin", ":refs/heads/agents/x");
        String other = scene.commit("Other");
        scene.git("push", "-q", "origin", "main:refs/heads/agents/x/y");
        assertThat(repository.fetch().at("refs/heads/agents/x/y")).contains(other);
        scene.git("push", "-q", "origin", ":refs/heads/agents/x/y");
        scene.git("push", "-q", "origin", "main:refs/heads/agents/x");
        assertThat(repository.fetch().at("refs/heads/agents/x")).contains(other);
    }

    @Test
    void a_branch_that_was_forced_elsewhere_is_seen_where_it_is_now() {
        repository.fetch();
        scene.put("infra/shop/main.tf", "rewritten\n");
        scene.git("add", "-A");
        scene.git("commit", "-q", "--amend", "-m", "Rewritten");
        scene.force("main");
        String now = main();
        assertThat(now).isEqualTo(scene.git("rev-parse", "main"));
        assertThat(repository.file(now, "infra/shop/main.tf").orElseThrow())
                .asString()
                .isEqualTo("rewritten\n");
    }

    @Test
    void a_pushed_commit_is_what_git_shows() {
        String commit = commitOn(main(), "hello\n");
        assertThat(repository.push(List.of(create(BRANCH, commit)))).isEqualTo(new PushResult.Done());
        scene.git("fetch", "-q", "origin", BRANCH);
        assertThat(scene.git("show", commit + ":infra/shop/new.tf")).isEqualTo("hello");
        assertThat(scene.git("log", "-1", "--format=%an %ae %cn %ct %s", commit))
                .isEqualTo("Jürgen Große jg@shop.example Holdpoint " + Drafts.WHEN.getEpochSecond()
                        + " Say what: ünïcode");
    }

    @Test
    void a_push_is_lost_when_somebody_moved_the_ref_since() {
        String base = main();
        String mine = commitOn(base, "mine\n");
        String other = commitOn(base, "other\n");
        repository.push(List.of(create(BRANCH, mine)));
        assertThat(repository.push(List.of(new RefMove(BRANCH, Optional.of(base), Optional.of(other)))))
                .isEqualTo(new PushResult.LeaseLost(BRANCH));
        assertThat(repository.push(List.of(create(BRANCH, other)))).isEqualTo(new PushResult.LeaseLost(BRANCH));
        assertThat(repository.fetch().at(BRANCH)).contains(mine);
    }

    @Test
    void a_push_repeated_finds_the_first() {
        String commit = commitOn(main(), "once\n");
        repository.push(List.of(create(BRANCH, commit)));
        assertThat(repository.push(List.of(create(BRANCH, commit)))).isEqualTo(new PushResult.Done());
        RefMove delete = new RefMove(BRANCH, Optional.of(commit), Optional.empty());
        assertThat(repository.push(List.of(delete))).isEqualTo(new PushResult.Done());
        assertThat(repository.push(List.of(delete))).isEqualTo(new PushResult.Done());
        assertThat(repository.fetch().at(BRANCH)).isEmpty();
    }

    @Test
    void a_preview_is_replaced_by_one_that_does_not_descend_from_it() {
        String base = main();
        String one = commitOn(base, "one\n");
        String two = commitOn(base, "two\n");
        repository.push(List.of(create(BRANCH, one)));
        assertThat(repository.push(List.of(new RefMove(BRANCH, Optional.of(one), Optional.of(two)))))
                .isEqualTo(new PushResult.Done());
        assertThat(repository.fetch().at(BRANCH)).contains(two);
    }

    @Test
    void a_ref_that_may_not_be_pushed_takes_the_others_with_it() {
        String commit = commitOn(main(), "both\n");
        PushResult result =
                repository.push(List.of(create(BRANCH, commit), create("refs/heads/holdpoint-ledger", commit)));
        assertThat(result).isInstanceOf(PushResult.Denied.class);
        assertThat(repository.fetch().byName()).containsOnlyKeys("refs/heads/main");
    }

    @Test
    void a_ref_whose_lease_is_lost_takes_the_others_with_it() {
        String base = main();
        String commit = commitOn(base, "both\n");
        repository.push(List.of(create(BRANCH, commit)));
        PushResult result = repository.push(List.of(create(BRANCH + "-2", commit), create(BRANCH, base)));
        assertThat(result).isEqualTo(new PushResult.LeaseLost(BRANCH));
        assertThat(repository.fetch().at(BRANCH + "-2")).isEmpty();
    }

    @Test
    void a_reader_cannot_push() {
        try (JGitRepository reader = scene.repository(Role.READER)) {
            String commit = reader.write(Drafts.on(
                    reader.fetch().at("refs/heads/main").orElseThrow(), scene.operator, Map.of("a", Drafts.text("a"))));
            assertThat(reader.push(List.of(create(BRANCH, commit)))).isInstanceOf(PushResult.Denied.class);
        }
    }

    @Test
    void a_branch_named_like_our_folder_of_branches_denies_and_says_so() {
        scene.git("push", "-q", "origin", "main:refs/heads/holdpoint");
        String commit = commitOn(main(), "blocked\n");
        assertThat(repository.push(List.of(create(BRANCH, commit))))
                .isInstanceOfSatisfying(
                        PushResult.Denied.class,
                        denied -> assertThat(denied.why()).isNotBlank());
    }

    @Test
    void the_base_branch_only_grows() {
        String base = main();
        scene.put("README.md", "second\n");
        String second = scene.commit("Second");
        scene.git("push", "-q", "origin", "main");
        repository.fetch();
        String beside = commitOn(base, "beside\n");
        assertThat(repository.push(List.of(new RefMove("refs/heads/main", Optional.of(second), Optional.of(beside)))))
                .isInstanceOf(PushResult.Denied.class);
        String above = commitOn(second, "above\n");
        assertThat(repository.push(List.of(new RefMove("refs/heads/main", Optional.of(second), Optional.of(above)))))
                .isEqualTo(new PushResult.Done());
    }

    @Test
    void histories_are_compared_as_git_does() {
        String base = main();
        scene.git("checkout", "-q", "-b", "side");
        scene.put("infra/shop/main.tf", "side\n");
        scene.git("rm", "-q", "infra/shop/variables.tf");
        String side = scene.commit("Side\n\nCo-authored-by: Bob <Bob@Shop.Example>");
        scene.git("checkout", "-q", "main");
        scene.put("README.md", "moved on\n");
        String moved = scene.commit("Moved");
        scene.git("push", "-q", "origin", "main", "side:agents/side");
        assertThat(repository.bring(repository.fetch(), "refs/heads/agents/side"))
                .isEqualTo(new Guest.Here(side));
        assertThat(repository.mergeBase(side, moved)).contains(base);
        assertThat(repository.contains(moved, base)).isTrue();
        assertThat(repository.contains(base, moved)).isFalse();
        assertThat(repository.contains(base, base)).isTrue();
        assertThat(repository.touched(base, side))
                .isEqualTo(Map.of("infra/shop/main.tf", 0100644, "infra/shop/variables.tf", 0));
        assertThat(repository.emails(base, side)).containsExactlyInAnyOrder("ann@shop.example", "bob@shop.example");
    }

    @Test
    void a_commit_that_is_not_here_is_contained_in_nothing() {
        String unknown = "1".repeat(40);
        String base = main();
        assertThat(repository.contains(base, unknown)).isFalse();
        assertThat(repository.contains(unknown, base)).isFalse();
        assertThat(repository.mergeBase(base, unknown)).isEmpty();
    }

    @Test
    void histories_without_a_common_commit_have_no_merge_base() {
        scene.git("checkout", "-q", "--orphan", "alone");
        String alone = scene.commit("Alone");
        scene.git("push", "-q", "origin", "alone:agents/alone");
        assertThat(repository.mergeBase(main(), alone)).isEmpty();
    }

    @Test
    void only_annotated_tags_are_tags() {
        scene.git("tag", "holdpoint/payments/chg-1/r1/light");
        scene.git("tag", "-a", "-m", "vote", "holdpoint/payments/chg-1/r1/ann");
        scene.git("push", "-q", "origin", "--tags");
        Refs refs = repository.fetch();
        assertThat(repository.tags(refs, "refs/tags/holdpoint/payments/chg-1/"))
                .singleElement()
                .satisfies(tag -> {
                    assertThat(tag.ref()).isEqualTo("refs/tags/holdpoint/payments/chg-1/r1/ann");
                    assertThat(new String(tag.raw(), java.nio.charset.StandardCharsets.UTF_8))
                            .startsWith("object " + scene.git("rev-parse", "main") + "\ntype commit\n")
                            .endsWith("\n\nvote\n");
                });
    }

    @Test
    void a_tag_of_megabytes_is_cut_and_not_held() {
        scene.put("message", "x".repeat(3 << 20));
        scene.git("tag", "-a", "-F", "message", "holdpoint/a/b/r1/ann");
        scene.git("push", "-q", "origin", "--tags");
        assertThat(repository.tags(repository.fetch(), "refs/tags/holdpoint/"))
                .singleElement()
                .satisfies(tag -> assertThat(tag.raw().length).isBetween(16_385, 65_536));
    }

    @Test
    void a_cache_that_was_deleted_is_filled_again() {
        String commit = commitOn(main(), "kept\n");
        repository.push(List.of(create(BRANCH, commit)));
        try (JGitRepository fresh = scene.repository(Role.READER)) {
            assertThat(fresh.fetch().at(BRANCH)).contains(commit);
            assertThat(fresh.file(commit, "infra/shop/new.tf").orElseThrow())
                    .asString()
                    .isEqualTo("kept\n");
            assertThat(fresh.commit(commit)).isEqualTo(repository.commit(commit));
        }
    }

    @Test
    void the_last_file_of_a_folder_takes_the_folder_with_it() {
        String commit = repository.write(Drafts.on(
                main(),
                scene.operator,
                Map.of(
                        "infra/shop/main.tf", new FileWrite.Remove(),
                        "infra/shop/variables.tf", new FileWrite.Remove())));
        assertThat(repository.tree(commit, ""))
                .singleElement()
                .satisfies(entry -> assertThat(entry.rawPath()).isEqualTo("README.md"));
    }
}
