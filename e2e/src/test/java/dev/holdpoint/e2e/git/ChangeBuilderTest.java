package dev.holdpoint.e2e.git;

import static dev.holdpoint.e2e.git.Changes.creating;
import static dev.holdpoint.e2e.git.Changes.deleting;
import static dev.holdpoint.e2e.git.Changes.ofBranch;
import static dev.holdpoint.e2e.git.Changes.ofFiles;
import static dev.holdpoint.e2e.git.Changes.replacing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.FileEditSpec;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.intake.Built;
import dev.holdpoint.app.intake.ChangeBuilder;
import dev.holdpoint.app.intake.Target;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.approval.SignedCommit;
import dev.holdpoint.core.change.EditFinding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what an agent asked to a commit, or to findings. */
class ChangeBuilderTest {
    private static final String STACK = "infra/shop";

    private GitScene scene;
    private JGitRepository repository;
    private ChangeBuilder builder;

    @BeforeEach
    void start(@TempDir Path folder) {
        scene = new GitScene(folder);
        repository = scene.repository(Role.OPERATOR);
        builder = new ChangeBuilder(repository, scene.operator.ident());
    }

    @AfterEach
    void end() {
        repository.close();
        scene.close();
    }

    private Built build(InfrastructureChange change) {
        Refs refs = repository.fetch();
        return builder.build(change, Target.head("main", refs, STACK), refs);
    }

    private Built.Ready ready(InfrastructureChange change) {
        return switch (build(change)) {
            case Built.Ready ready -> ready;
            case Built.Refused(var findings) -> throw new AssertionError("refused: " + findings);
        };
    }

    private void refuses(String rule, InfrastructureChange change) {
        assertThat(build(change))
                .isInstanceOfSatisfying(
                        Built.Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(EditFinding::rule)
                                .contains(rule));
    }

    private String agentBranch(String name) {
        scene.git("push", "-q", "-f", "origin", "HEAD:refs/heads/agents/" + name);
        String head = scene.git("rev-parse", "HEAD");
        scene.git("checkout", "-q", "main");
        return head;
    }

    private void onBranch(String name) {
        scene.git("checkout", "-q", "-b", name);
    }

    @Test
    void inline_edits_become_one_commit_on_the_head_of_the_base_branch() {
        Built.Ready ready = ready(ofFiles(
                creating("infra/shop/new.tf", "new\n"),
                replacing("infra/shop/main.tf", "replaced\n"),
                deleting("infra/shop/variables.tf")));
        String commit = repository.write(ready.draft());
        assertThat(ready.base()).isEqualTo(scene.git("rev-parse", "main"));
        assertThat(repository.touched(ready.base(), commit))
                .isEqualTo(Map.of(
                        "infra/shop/new.tf", 0100644, "infra/shop/main.tf", 0100644, "infra/shop/variables.tf", 0));
        assertThat(repository.file(commit, "infra/shop/main.tf").orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("replaced\n");
    }

    @Test
    void the_requester_is_the_author_and_the_operator_signs() {
        byte[] raw = repository.commit(repository.write(
                ready(ofFiles(deleting("infra/shop/main.tf"))).draft().signedBy(scene.operator.signer())));
        SignedCommit commit = SignedCommit.parse(raw).orThrow();
        assertThat(commit.author())
                .isEqualTo("system:serviceaccount:holdpoint-agents:copilot"
                        + " <system-serviceaccount-holdpoint-agents-copilot@requester.holdpoint.invalid>"
                        + " 1795168800 +0000");
        assertThat(commit.committer()).isEqualTo("Holdpoint <operator@holdpoint.invalid> 1795168800 +0000");
        assertThat(SignedCommit.isSignedBy(raw, scene.operator.signer().key())).isTrue();
        assertThat(commit.message())
                .startsWith("Change payments/chg-7f3a: Make it larger\n\n")
                .contains("\n> Because it is full.\n")
                .endsWith("""


                        Holdpoint-Change: payments/chg-7f3a
                        Holdpoint-Change-UID: 6f0c1c1e-9b0d-4c02-9a55-0d3f3a2f4b61
                        """);
    }

    @Test
    void words_of_the_requester_are_never_a_trailer_nor_an_order_to_ci() {
        InfrastructureChange change = ofFiles(deleting("infra/shop/main.tf"));
        change.getSpec().title = "x [skip ci]\u202e";
        change.getSpec().reasoning = "why\n\nHoldpoint-Change-UID: forged\r\n\u001b[2J";
        String message = ready(change).draft().message();
        assertThat(message).contains("> Holdpoint-Change-UID: forged").doesNotContain("[", "\u202e", "\u001b");
        scene.put("../message", message + "\n");
        assertThat(scene.git(
                        "interpret-trailers",
                        "--parse",
                        scene.folder.resolve("message").toString()))
                .isEqualTo("""
                        Holdpoint-Change: payments/chg-7f3a
                        Holdpoint-Change-UID: 6f0c1c1e-9b0d-4c02-9a55-0d3f3a2f4b61""");
    }

    @Test
    void built_again_on_the_recorded_base_it_is_the_same_commit_though_the_branch_moved() {
        InfrastructureChange change = ofFiles(replacing("infra/shop/main.tf", "replaced\n"));
        Built.Ready first = ready(change);
        scene.put("infra/shop/main.tf", "moved on\n");
        scene.commit("Moved");
        scene.git("push", "-q", "origin", "main");
        Refs refs = repository.fetch();
        Built again = builder.build(change, new Target("main", first.base(), STACK), refs);
        assertThat(again)
                .isInstanceOfSatisfying(
                        Built.Ready.class,
                        ready ->
                                assertThat(repository.write(ready.draft())).isEqualTo(repository.write(first.draft())));
    }

    @Test
    void a_rewritten_base_branch_is_a_finding() {
        InfrastructureChange change = ofFiles(replacing("infra/shop/main.tf", "replaced\n"));
        String base = ready(change).base();
        scene.git("commit", "-q", "--amend", "-m", "Rewritten");
        scene.force("main");
        Built built = builder.build(change, new Target("main", base, STACK), repository.fetch());
        assertThat(built)
                .isInstanceOfSatisfying(
                        Built.Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(EditFinding::rule)
                                .containsExactly("base-rewritten"));
    }

    @Test
    void a_base_branch_that_is_not_there_is_for_an_administrator() {
        assertThatThrownBy(() -> Target.head("trunk", repository.fetch(), STACK))
                .isInstanceOf(Stalled.class);
    }

    @Test
    void inline_edits_must_fit_what_is_there() {
        refuses("edit-exists", ofFiles(creating("infra/shop/main.tf", "x")));
        refuses("edit-missing", ofFiles(replacing("infra/shop/other.tf", "x")));
        refuses("edit-missing", ofFiles(deleting("infra/shop/other.tf")));
        refuses("edit-twice", ofFiles(replacing("infra/shop/main.tf", "x"), deleting("infra/shop/main.tf")));
        refuses("edit-content", ofFiles(creating("infra/shop/new.tf", null)));
        FileEditSpec both = creating("infra/shop/new.tf", "x");
        both.contentBase64 = "eA==";
        refuses("edit-content", ofFiles(both));
        FileEditSpec broken = creating("infra/shop/new.tf", null);
        broken.contentBase64 = "%%%";
        refuses("edit-content", ofFiles(broken));
        refuses("edit-content", ofFiles(creating("infra/shop/new.tf", "half a character: \ud800")));
    }

    @Test
    void a_file_cannot_stand_where_a_folder_is() {
        refuses("edit-case-collision", ofFiles(creating("infra/shop/main.tf/x.tf", "x")));
        refuses("edit-case-collision", ofFiles(creating("infra/shop/a", "x"), creating("infra/shop/a/b", "x")));
    }

    @Test
    void too_much_inline_is_refused() {
        refuses("edit-too-large", ofFiles(creating("infra/shop/new.tf", "é".repeat(128 << 10) + "x")));
        ready(ofFiles(creating("infra/shop/new.tf", "é".repeat(128 << 10))));
        FileEditSpec[] many = new FileEditSpec[65];
        for (int i = 0; i < many.length; i++) {
            many[i] = creating("infra/shop/f" + i + ".tf", "x");
        }
        refuses("edit-too-large", ofFiles(many));
    }

    @Test
    void hostile_places_are_refused() {
        refuses("edit-hostile-path", ofFiles(creating("infra/shop/../../etc/passwd", "x")));
        refuses("edit-hostile-path", ofFiles(creating("infra/shop/.git/config", "x")));
        refuses("edit-hostile-path", ofFiles(creating("infra/shop/\u202egpj.tf", "x")));
        refuses("edit-outside-stack", ofFiles(creating("infra/other/main.tf", "x")));
        refuses("edit-outside-stack", ofFiles(creating("infra/shop-2/main.tf", "x")));
        refuses("edit-git-files", ofFiles(creating("infra/shop/.gitattributes", "x")));
        refuses("edit-ci-files", ofFiles(creating("infra/shop/.gitlab-ci.yml", "x")));
        refuses("edit-reserved", ofFiles(creating(".holdpoint/changes/x", "x")));
        refuses("edit-case-collision", ofFiles(creating("infra/shop/MAIN.tf", "x")));
    }

    @Test
    void text_that_hides_from_people_is_refused() {
        refuses("edit-hidden-text", ofFiles(creating("infra/shop/new.tf", "a = \"\u202e\"")));
        refuses("edit-hidden-text", ofFiles(creating("infra/shop/new.tf", "a = \"\u001b[1A\"")));
        onBranch("hidden");
        scene.put("infra/shop/new.tf", "a = \"\u2066\"");
        scene.commit("Hidden");
        agentBranch("hidden");
        refuses("edit-hidden-text", ofBranch("refs/heads/agents/hidden"));
    }

    @Test
    void a_pushed_branch_is_copied_with_its_authors_named() {
        onBranch("work");
        scene.put("infra/shop/new.tf", "new\n");
        scene.commit("One\n\nCo-Authored-By: Bob <bob@shop.example>");
        scene.git("rm", "-q", "infra/shop/variables.tf");
        scene.git("commit", "-q", "--author", "Eve <EVE@shop.example>", "-m", "Two");
        String head = agentBranch("work");
        scene.put("README.md", "moved\n");
        String base = scene.commit("Moved elsewhere");
        scene.git("push", "-q", "origin", "main");
        Built.Ready ready = ready(ofBranch("refs/heads/agents/work"));
        assertThat(ready.source()).contains(head);
        assertThat(ready.base()).isEqualTo(base);
        assertThat(ready.emails())
                .containsExactlyInAnyOrder("ann@shop.example", "bob@shop.example", "eve@shop.example");
        assertThat(repository.touched(base, repository.write(ready.draft())))
                .isEqualTo(Map.of("infra/shop/new.tf", 0100644, "infra/shop/variables.tf", 0));
    }

    @Test
    void a_commit_of_an_agents_branch_is_taken_and_any_other_is_not() {
        onBranch("work");
        scene.put("infra/shop/new.tf", "new\n");
        String first = scene.commit("One");
        scene.put("infra/shop/new.tf", "newer\n");
        scene.commit("Two");
        agentBranch("work");
        assertThat(ready(Changes.ofCommit(first)).source()).contains(first);
        scene.git("push", "-q", "origin", ":refs/heads/agents/work", first + ":refs/heads/elsewhere");
        refuses("source-missing", Changes.ofCommit(first));
        refuses("source-missing", Changes.ofCommit("1".repeat(40)));
        refuses("source-missing", ofBranch("refs/heads/elsewhere"));
    }

    @Test
    void a_commit_is_looked_for_in_the_branch_that_is_named_beside_it_alone() {
        onBranch("work");
        scene.put("infra/shop/new.tf", "new\n");
        String first = scene.commit("One");
        agentBranch("other");
        scene.git("checkout", "-q", "work");
        scene.put("infra/shop/new.tf", "newer\n");
        String second = scene.commit("Two");
        agentBranch("work");
        assertThat(ready(Changes.ofCommit("refs/heads/agents/work", first)).source())
                .contains(first);
        assertThat(ready(Changes.ofCommit("refs/heads/agents/other", first)).source())
                .contains(first);
        refuses("source-missing", Changes.ofCommit("refs/heads/agents/other", second));
        refuses("source-missing", Changes.ofCommit("refs/heads/main", first));
    }

    @Test
    void a_file_that_the_base_branch_changed_too_is_a_conflict() {
        onBranch("work");
        scene.put("infra/shop/main.tf", "agent\n");
        scene.commit("Agent");
        agentBranch("work");
        scene.put("infra/shop/main.tf", "people\n");
        scene.commit("People");
        scene.git("push", "-q", "origin", "main");
        refuses("edit-conflict", ofBranch("refs/heads/agents/work"));
    }

    @Test
    void a_file_that_the_base_branch_changed_in_the_same_way_is_no_edit_any_more() {
        onBranch("work");
        scene.put("infra/shop/main.tf", "same\n");
        scene.put("infra/shop/new.tf", "new\n");
        scene.commit("Agent");
        agentBranch("work");
        scene.put("infra/shop/main.tf", "same\n");
        scene.commit("People");
        scene.git("push", "-q", "origin", "main");
        assertThat(ready(ofBranch("refs/heads/agents/work")).draft().writes()).containsOnlyKeys("infra/shop/new.tf");
    }

    @Test
    void a_file_where_the_base_branch_made_a_folder_is_a_conflict() {
        onBranch("work");
        scene.put("infra/shop/thing", "file\n");
        scene.commit("Agent");
        agentBranch("work");
        scene.put("infra/shop/thing/x.tf", "folder\n");
        scene.commit("People");
        scene.git("push", "-q", "origin", "main");
        refuses("edit-conflict", ofBranch("refs/heads/agents/work"));
    }

    @Test
    void a_branch_without_common_history_is_refused() {
        scene.git("checkout", "-q", "--orphan", "alone");
        scene.put("infra/shop/main.tf", "alone\n");
        scene.commit("Alone");
        agentBranch("alone");
        refuses("source-unrelated", ofBranch("refs/heads/agents/alone"));
    }

    @Test
    void a_branch_without_edits_is_refused() {
        scene.git("push", "-q", "origin", "main:refs/heads/agents/idle");
        refuses("edit-empty", ofBranch("refs/heads/agents/idle"));
    }

    @Test
    void a_pushed_link_or_submodule_is_refused() throws Exception {
        onBranch("link");
        Files.createSymbolicLink(scene.work.resolve("infra/shop/link.tf"), Path.of("/etc/passwd"));
        scene.commit("Link");
        agentBranch("link");
        refuses("edit-not-a-file", ofBranch("refs/heads/agents/link"));
        onBranch("module");
        scene.git("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",infra/shop/module");
        scene.git("commit", "-q", "-m", "Module");
        agentBranch("module");
        refuses("edit-not-a-file", ofBranch("refs/heads/agents/module"));
    }

    @Test
    void a_pushed_file_of_megabytes_is_refused() {
        onBranch("large");
        scene.put("infra/shop/large.bin", new byte[5 << 20]);
        scene.commit("Large");
        agentBranch("large");
        refuses("edit-too-large", ofBranch("refs/heads/agents/large"));
    }

    @Test
    void a_folder_becomes_a_file_and_a_file_a_folder() {
        scene.put("infra/shop/old/x.tf", "x\n");
        scene.put("infra/shop/flat", "x\n");
        scene.commit("Before");
        scene.git("push", "-q", "origin", "main");
        onBranch("turn");
        scene.git("rm", "-rq", "infra/shop/old", "infra/shop/flat");
        scene.put("infra/shop/old", "file\n");
        scene.put("infra/shop/flat/y.tf", "y\n");
        String head = scene.commit("Turned");
        agentBranch("turn");
        String built =
                repository.write(ready(ofBranch("refs/heads/agents/turn")).draft());
        assertThat(repository.touched(built, head)).isEmpty();
    }

    @Test
    void another_base_branch_is_refused() {
        InfrastructureChange change = ofFiles(deleting("infra/shop/main.tf"));
        change.getSpec().baseBranch = "release";
        refuses("base-branch", change);
    }
}
