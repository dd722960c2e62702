package dev.holdpoint.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepoPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"main.tf", "stacks/shop/main.tf", "a b/c.tf", "modules/größe/x.tf", ".terraform.lock.hcl"})
    void ordinary_paths_are_paths(String text) {
        assertThat(RepoPath.problem(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "a/../b",
                "..",
                "./a",
                "a//b",
                "a/",
                "a\\b",
                "c:/x",
                "a\u0000b",
                "a\nb",
                ".git/config",
                "x/.GIT/config",
                "git~1/config",
                ".g\u200cit/config",
                ".g\u200dit",
                "x/\u202Etxt.fdp",
                ".git /config",
                ".git./config",
                "\ufe66ascii\u2028x",
                "a/.git",
                "e\u0301.tf"
            })
    void disguises_are_refused(String text) {
        assertThat(RepoPath.problem(text)).isNotEmpty();
    }

    @Property(tries = 2000)
    void whatever_is_a_path_stays_below_its_root(@ForAll String text) {
        if (RepoPath.problem(text).isEmpty()) {
            assertThat(java.nio.file.Path.of("/root/x").resolve(text).normalize())
                    .asString()
                    .startsWith("/root/x/");
        }
    }

    @Test
    void edits_outside_the_stack_into_ci_and_into_our_folder_are_found_all_at_once() {
        List<EditFinding> findings = EditRules.judge(
                Map.of(
                        "stacks/shop/main.tf", TreeEntry.REGULAR,
                        "stacks/other/main.tf", TreeEntry.REGULAR,
                        ".github/workflows/ci.yml", TreeEntry.REGULAR,
                        "stacks/shop/.holdpoint/x", TreeEntry.REGULAR,
                        ".holdpoint/changes/x", TreeEntry.REGULAR,
                        "stacks/shop/.gitattributes", TreeEntry.REGULAR,
                        "stacks/shop/link.tf", 0120000,
                        "stacks/shop/sub", 0160000),
                "stacks/shop");
        assertThat(findings)
                .extracting(EditFinding::rule)
                .contains("edit-outside-stack", "edit-ci-files", "edit-reserved", "edit-git-files", "edit-not-a-file")
                .doesNotContain("edit-empty");
        assertThat(findings).extracting(EditFinding::path).doesNotContain("stacks/shop/main.tf");
    }

    @Test
    void a_change_without_edits_is_refused() {
        assertThat(EditRules.judge(Map.of(), "")).extracting(EditFinding::rule).containsExactly("edit-empty");
    }

    @Test
    void names_that_some_file_systems_cannot_keep_apart_collide() {
        assertThat(EditRules.collisions(List.of("main.tf", "Main.tf", "other.tf")))
                .extracting(EditFinding::rule)
                .containsExactly("edit-case-collision");
    }

    @Test
    void a_tree_with_a_link_is_never_read() {
        assertThat(Tree.read(List.of(new TreeEntry("main.tf", 0120000, new byte[0]))))
                .isInstanceOfSatisfying(
                        Tree.Reading.Refused.class,
                        refused ->
                                assertThat(refused.findings().getFirst().rule()).isEqualTo("tree-not-a-file"));
    }
}
