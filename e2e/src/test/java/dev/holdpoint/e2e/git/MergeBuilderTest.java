package dev.holdpoint.e2e.git;

import static dev.holdpoint.e2e.git.Changes.ofFiles;
import static dev.holdpoint.e2e.git.Changes.replacing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.intake.Built;
import dev.holdpoint.app.intake.ChangeBuilder;
import dev.holdpoint.app.intake.MergeBuilder;
import dev.holdpoint.app.intake.MergeBuilder.Merge;
import dev.holdpoint.app.intake.PreviewBuilder;
import dev.holdpoint.app.intake.Target;
import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.PushResult;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.port.Refs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preview of a change, and its way to the base branch. */
class MergeBuilderTest {
    private GitScene scene;
    private JGitRepository repository;
    private InfrastructureChange change;
    private String base;
    private String changeCommit;

    @BeforeEach
    void start(@TempDir Path folder) {
        scene = new GitScene(folder);
        repository = scene.repository(Role.OPERATOR);
        change = ofFiles(replacing("infra/shop/main.tf", "replaced\n"));
        Refs refs = repository.fetch();
        base = refs.at("refs/heads/main").orElseThrow();
        Built built = new ChangeBuilder(repository, scene.operator.ident())
                .build(change, Target.head("main", refs, "infra/shop"), refs);
        changeCommit = repository.write(((Built.Ready) built).draft());
    }

    @AfterEach
    void end() {
        repository.close();
        scene.close();
    }

    private Merge merge(String head) {
        LinkedHashMap<String, String> trailers = new LinkedHashMap<>();
        trailers.put("Holdpoint-Plan-SHA256", "2c26");
        trailers.put("Holdpoint-Vote", "ann\nForged: x");
        return new MergeBuilder(repository, scene.operator).merge(change, changeCommit, head, trailers, Drafts.WHEN);
    }

    private CommitDraft draft(String head) {
        return ((Merge.Ready) merge(head)).draft();
    }

    private String moved(String path, String text) {
        scene.put(path, text);
        String head = scene.commit("Moved " + path);
        scene.git("push", "-q", "origin", "main");
        repository.fetch();
        return head;
    }

    private String preview() {
        CommitDraft draft = new PreviewBuilder(scene.operator)
                .preview(
                        change,
                        1,
                        changeCommit,
                        new PreviewBuilder.Pages(bytes("review"), bytes("{}"), bytes("template")),
                        Drafts.WHEN);
        assertThat(repository.write(draft)).isEqualTo(repository.write(draft));
        return repository.write(draft);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_preview_adds_three_pages_and_nothing_else() {
        assertThat(repository.touched(changeCommit, preview()))
                .containsOnlyKeys(
                        ".holdpoint/changes/payments/chg-7f3a/APPROVE.txt",
                        ".holdpoint/changes/payments/chg-7f3a/REVIEW.md",
                        ".holdpoint/changes/payments/chg-7f3a/plan.json");
    }

    @Test
    void a_merge_brings_the_edits_and_nothing_else_to_a_base_that_moved_elsewhere() {
        String head = moved("README.md", "elsewhere\n");
        String merged = repository.write(draft(head));
        assertThat(repository.touched(head, merged)).containsOnlyKeys("infra/shop/main.tf");
        assertThat(repository.touched(changeCommit, merged)).containsOnlyKeys("README.md");
        PushResult pushed =
                repository.push(List.of(new RefMove("refs/heads/main", Optional.of(head), Optional.of(merged))));
        assertThat(pushed).isEqualTo(new PushResult.Done());
        scene.git("fetch", "-q", "origin", "main");
        assertThat(scene.git("log", "-1", "--format=%P", merged)).isEqualTo(head + " " + changeCommit);
        assertThat(scene.git("log", "-1", "--format=%(trailers:only,unfold)", merged))
                .isEqualTo("""
                        Holdpoint-Change: payments/chg-7f3a
                        Holdpoint-Change-UID: 6f0c1c1e-9b0d-4c02-9a55-0d3f3a2f4b61
                        Holdpoint-Plan-SHA256: 2c26
                        Holdpoint-Vote: ann?Forged: x""");
    }

    @Test
    void a_preview_itself_is_never_merged() {
        String preview = preview();
        MergeBuilder builder = new MergeBuilder(repository, scene.operator);
        assertThat(builder.merge(change, preview, base, new LinkedHashMap<>(), Drafts.WHEN))
                .isNotInstanceOf(Merge.Ready.class);
        String merged = repository.write(draft(base));
        assertThatThrownBy(() -> builder.merge(change, preview, merged, new LinkedHashMap<>(), Drafts.WHEN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_touched_file_that_changed_since_is_a_conflict_that_names_it() {
        assertThat(merge(moved("infra/shop/main.tf", "people\n")))
                .isInstanceOfSatisfying(
                        Merge.Conflict.class,
                        conflict -> assertThat(conflict.files()).containsExactly("infra/shop/main.tf"));
    }

    @Test
    void a_touched_file_that_people_brought_over_already_is_none() {
        String head = moved("infra/shop/main.tf", "replaced\n");
        assertThat(repository.touched(head, repository.write(draft(head)))).isEmpty();
    }

    @Test
    void merged_already_is_found_by_the_commit_that_brought_it() {
        String merged = repository.write(draft(base));
        repository.push(List.of(new RefMove("refs/heads/main", Optional.of(base), Optional.of(merged))));
        scene.git("fetch", "-q", "origin", "main");
        scene.git("reset", "-q", "--hard", "FETCH_HEAD");
        String later = moved("README.md", "later\n");
        assertThat(merge(later)).isEqualTo(new Merge.AlreadyMerged(merged));
        assertThat(merge(merged)).isEqualTo(new Merge.AlreadyMerged(merged));
    }

    @Test
    void a_base_branch_that_was_rewritten_is_told() {
        scene.git("commit", "-q", "--amend", "-m", "Rewritten");
        scene.force("main");
        String head = repository.fetch().at("refs/heads/main").orElseThrow();
        assertThat(merge(head)).isEqualTo(new Merge.BaseRewritten(base));
    }

    @Test
    void the_same_merge_is_the_same_commit() {
        assertThat(repository.write(draft(base))).isEqualTo(repository.write(draft(base)));
        assertThat(Map.copyOf(repository.touched(base, repository.write(draft(base)))))
                .containsOnlyKeys("infra/shop/main.tf");
    }
}
