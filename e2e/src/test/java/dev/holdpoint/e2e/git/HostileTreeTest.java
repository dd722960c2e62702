package dev.holdpoint.e2e.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.port.CommitDraft.FileWrite;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.change.EditFinding;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees that Git carries and no checkout should see: refused by name, and never in the way of others. */
class HostileTreeTest {
    private static final String FILE = "100644";

    private GitScene scene;
    private JGitRepository repository;

    @BeforeEach
    void start(@TempDir Path folder) {
        scene = new GitScene(folder);
        repository = scene.repository(Role.READER);
    }

    @AfterEach
    void end() {
        repository.close();
        scene.close();
    }

    /** A tree of entries as given, whatever Git thinks of them. */
    private String tree(Entry... entries) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            raw.writeBytes((entry.mode + " ").getBytes(StandardCharsets.US_ASCII));
            raw.writeBytes(entry.name);
            raw.write(0);
            raw.writeBytes(HexFormat.of().parseHex(entry.id));
        }
        return scene.object("tree", raw.toByteArray());
    }

    private record Entry(String mode, byte[] name, String id) {
        static Entry of(String mode, String name, String id) {
            return new Entry(mode, name.getBytes(StandardCharsets.UTF_8), id);
        }
    }

    private String blob(String text) {
        return scene.object("blob", text.getBytes(StandardCharsets.UTF_8));
    }

    private String commit(String tree) {
        String id = scene.object(
                "commit",
                ("tree " + tree + "\nauthor E <e@x> 1790000000 +0000\ncommitter E <e@x> 1790000000 +0000\n\nevil\n")
                        .getBytes(StandardCharsets.UTF_8));
        dev.holdpoint.e2e.cluster.Command.of("git", "update-ref", "refs/heads/agents/evil", id)
                .in(scene.bare)
                .run();
        repository.bring(repository.fetch(), "refs/heads/agents/evil");
        return id;
    }

    private List<EditFinding> findings(String commit) {
        return switch (Tree.read(repository.tree(commit, ""))) {
            case Tree.Reading.Sound sound -> List.of();
            case Tree.Reading.Refused refused -> refused.findings();
        };
    }

    private void refuses(String rule, Entry... entries) {
        assertThat(findings(commit(tree(entries))))
                .extracting(EditFinding::rule)
                .contains(rule);
    }

    @Test
    void a_harmless_tree_is_sound() {
        assertThat(findings(commit(tree(Entry.of(FILE, "main.tf", blob("x")))))).isEmpty();
    }

    @Test
    void a_symbolic_link_is_refused() {
        refuses("tree-not-a-file", Entry.of("120000", "main.tf", blob("/etc/passwd")));
    }

    @Test
    void a_submodule_is_refused() {
        refuses("tree-not-a-file", Entry.of("160000", "module", "1".repeat(40)));
    }

    @Test
    void a_folder_that_some_file_systems_take_for_git_is_refused() {
        for (String name : List.of(".git", ".GIT", ".g\u200cit", "git~1", ".git ", ".git.")) {
            refuses("tree-hostile-path", Entry.of("40000", name, tree(Entry.of(FILE, "config", blob("[core]")))));
        }
    }

    @Test
    void a_way_out_is_refused() {
        refuses("tree-hostile-path", Entry.of("40000", "..", tree(Entry.of(FILE, "x", blob("x")))));
        refuses("tree-hostile-path", Entry.of(FILE, "a\\b", blob("x")));
        refuses("tree-hostile-path", Entry.of(FILE, "a:b", blob("x")));
    }

    @Test
    void a_slash_inside_a_name_is_not_the_one_between_names() {
        refuses("tree-hostile-path", Entry.of(FILE, "a/b", blob("x")));
        assertThat(repository.file(commit(tree(Entry.of(FILE, "a/b", blob("x")))), "a/b"))
                .isEmpty();
    }

    @Test
    void names_that_differ_in_case_are_refused() {
        refuses("edit-case-collision", Entry.of(FILE, "Main.tf", blob("x")), Entry.of(FILE, "main.tf", blob("y")));
    }

    @Test
    void folders_that_differ_in_case_are_refused() {
        refuses(
                "edit-case-collision",
                Entry.of("40000", "Net", tree(Entry.of(FILE, "a.tf", blob("x")))),
                Entry.of("40000", "net", tree(Entry.of(FILE, "b.tf", blob("y")))));
    }

    @Test
    void one_name_twice_is_refused() {
        refuses("edit-case-collision", Entry.of(FILE, "main.tf", blob("x")), Entry.of(FILE, "main.tf", blob("y")));
    }

    @Test
    void a_name_that_is_not_utf8_is_refused_and_two_such_names_stay_two() {
        Entry one = new Entry(FILE, new byte[] {'a', (byte) 0xff}, blob("x"));
        Entry two = new Entry(FILE, new byte[] {'a', (byte) 0xfe}, blob("y"));
        String commit = commit(tree(one, two));
        assertThat(repository.tree(commit, ""))
                .extracting(TreeEntry::rawPath)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(findings(commit)).extracting(EditFinding::rule).containsOnly("tree-hostile-path");
    }

    @Test
    void a_file_beyond_the_limit_is_refused_without_being_read() {
        String commit = commit(tree(Entry.of(FILE, "huge.tf", scene.object("blob", new byte[20 << 20]))));
        assertThat(findings(commit)).extracting(EditFinding::rule).contains("tree-too-large");
        assertThat(repository.file(commit, "huge.tf")).isEmpty();
    }

    @Test
    void a_file_at_the_limit_is_read() {
        String commit = commit(tree(Entry.of(FILE, "large.tf", scene.object("blob", new byte[Tree.MAX_FILE]))));
        assertThat(findings(commit)).isEmpty();
        assertThat(repository.file(commit, "large.tf").orElseThrow()).hasSize(Tree.MAX_FILE);
    }

    @Test
    void a_file_of_any_bytes_is_carried_as_it_is() {
        byte[] content = {0, (byte) 0xff, '\r', '\n', (byte) 0xc3};
        String commit = commit(tree(Entry.of(FILE, "any.bin", scene.object("blob", content))));
        assertThat(repository.file(commit, "any.bin").orElseThrow()).isEqualTo(content);
    }

    @Test
    void a_bomb_of_trees_is_refused_in_time() {
        String level = tree(Entry.of(FILE, "f", blob("x")));
        for (int i = 0; i < 12; i++) {
            level = tree(
                    Entry.of("40000", "a", level),
                    Entry.of("40000", "b", level),
                    Entry.of("40000", "c", level),
                    Entry.of("40000", "d", level),
                    Entry.of("40000", "e", level),
                    Entry.of("40000", "f", level));
        }
        String commit = commit(level);
        assertThat(findings(commit)).extracting(EditFinding::rule).contains("tree-too-large");
        String main = repository.fetch().at("refs/heads/main").orElseThrow();
        assertThat(repository.touched(main, commit).size()).isGreaterThan(100_000);
    }

    @Test
    void a_bomb_of_empty_trees_is_refused_in_time() {
        String level = tree();
        for (int i = 0; i < 12; i++) {
            level = tree(
                    Entry.of("40000", "a", level),
                    Entry.of("40000", "b", level),
                    Entry.of("40000", "c", level),
                    Entry.of("40000", "d", level),
                    Entry.of("40000", "e", level),
                    Entry.of("40000", "f", level));
        }
        String commit = commit(level);
        assertThat(findings(commit)).extracting(EditFinding::rule).contains("tree-not-a-file");
        assertThat(repository.touched(commit(tree()), commit).size()).isGreaterThan(100_000);
    }

    @Test
    void a_malformed_tree_stalls_whoever_reads_it_and_nobody_else() {
        String commit = commit(tree(Entry.of("00000000100644", "main.tf", blob("x"))));
        assertThatThrownBy(() -> repository.tree(commit, "")).isInstanceOf(Stalled.class);
        String main = repository.fetch().at("refs/heads/main").orElseThrow();
        assertThat(repository.tree(main, "infra")).hasSize(2);
    }

    @Test
    void what_nobody_touches_is_carried_over_as_it_was() {
        String odd = tree(
                new Entry(FILE, new byte[] {'a', (byte) 0xff}, blob("odd")), Entry.of("120000", "link", blob("a")));
        String base = commit(tree(Entry.of("100664", "legacy.tf", blob("x")), Entry.of("40000", "odd", odd)));
        String edited = repository.write(Drafts.on(
                base, scene.operator, Map.of("new.tf", Drafts.text("n"), "legacy.tf", new FileWrite.Remove())));
        String back = repository.write(Drafts.on(
                edited, scene.operator, Map.of("new.tf", new FileWrite.Remove(), "odd2/x", Drafts.text("x"))));
        assertThat(repository.touched(base, back)).containsOnlyKeys("legacy.tf", "odd2/x");
    }
}
