package dev.holdpoint.e2e.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.CommitDraft.FileWrite;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.core.approval.SignedCommit;
import dev.holdpoint.e2e.cluster.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our commits under the eyes of git itself. */
class CommitOracleTest {
    private static final String BRANCH = "refs/heads/holdpoint/a/b";

    private GitScene scene;
    private JGitRepository repository;
    private String base;

    @BeforeEach
    void start(@TempDir Path folder) {
        scene = new GitScene(folder);
        repository = scene.repository(Role.OPERATOR);
        base = repository.fetch().at("refs/heads/main").orElseThrow();
        scene.put(
                "../signers",
                "operator@holdpoint.invalid " + scene.operator.signer().key().line() + "\n");
        scene.git("config", "gpg.format", "ssh");
        scene.git(
                "config",
                "gpg.ssh.allowedSignersFile",
                scene.folder.resolve("signers").toString());
    }

    @AfterEach
    void end() {
        repository.close();
        scene.close();
    }

    private CommitDraft draft() {
        return Drafts.on(
                base,
                scene.operator,
                Map.of(
                        "infra/shop/new.tf", Drafts.text("a\n"),
                        "infra/shop.tf", Drafts.text("b\n"),
                        "infra/shop-2/x", new FileWrite.Put(new byte[] {1, 2}, 0100755),
                        "infra/shop/main.tf", new FileWrite.CopyFrom(base),
                        "infra/shop/variables.tf", new FileWrite.Remove()));
    }

    private String pushed(CommitDraft draft) {
        String commit = repository.write(draft);
        repository.push(List.of(new RefMove(BRANCH, Optional.empty(), Optional.of(commit))));
        scene.git("fetch", "-q", "origin", BRANCH);
        return commit;
    }

    @Test
    void git_verifies_the_signature_and_names_the_operator() {
        String commit = pushed(draft());
        Command.Result seen = scene.tryGit("verify-commit", "-v", commit);
        assertThat(seen.ok()).as(seen.output()).isTrue();
        assertThat(seen.output()).contains("Good \"git\" signature for operator@holdpoint.invalid");
    }

    @Test
    void git_finds_no_fault_in_our_objects() {
        pushed(draft());
        Command.Result seen =
                Command.of("git", "fsck", "--strict", "--full").in(scene.bare).attempt();
        assertThat(seen.ok()).as(seen.output()).isTrue();
        assertThat(seen.output()).doesNotContain("error").doesNotContain("warning");
    }

    @Test
    void an_unsigned_commit_is_byte_for_byte_the_one_that_git_writes() {
        CommitDraft draft = new CommitDraft(
                List.of(base),
                Optional.of(base),
                new java.util.TreeMap<>(Map.of("infra/shop/new.tf", Drafts.text("a\n"))),
                new CommitDraft.Ident("Ann", "ann@shop.example"),
                new CommitDraft.Ident("Ann", "ann@shop.example"),
                Drafts.WHEN,
                "Same\n\nBody: x",
                Optional.empty());
        scene.put("infra/shop/new.tf", "a\n");
        assertThat(repository.write(draft)).isEqualTo(scene.commit("Same\n\nBody: x"));
    }

    @Test
    void the_same_draft_is_the_same_commit_from_any_cache() {
        try (JGitRepository other = scene.repository(Role.READER)) {
            other.fetch();
            assertThat(other.write(draft()))
                    .isEqualTo(repository.write(draft()))
                    .isEqualTo(repository.write(draft()));
        }
    }

    @Test
    void our_own_check_agrees_with_git() {
        byte[] raw = repository.commit(repository.write(draft()));
        assertThat(SignedCommit.isSignedBy(raw, scene.operator.signer().key())).isTrue();
        assertThat(SignedCommit.isSignedBy(
                        raw,
                        GitScene.operator(scene.folder.resolve("mallory"))
                                .signer()
                                .key()))
                .isFalse();
        byte[] unsigned = repository.commit(repository.write(Drafts.unsigned(draft())));
        assertThat(SignedCommit.isSignedBy(unsigned, scene.operator.signer().key()))
                .isFalse();
        assertThat(SignedCommit.parse(raw).orThrow().parents()).containsExactly(base);
        assertThat(SignedCommit.parse(raw).orThrow().message()).startsWith("Say what: ünïcode\n");
    }

    @Test
    void a_commit_that_git_signed_with_this_key_is_read_as_well() {
        scene.git("config", "user.signingkey", scene.folder.resolve("operator").toString());
        scene.git("commit", "-q", "-S", "--allow-empty", "-m", "By git");
        scene.git("push", "-q", "origin", "HEAD:signed");
        repository.fetch();
        byte[] raw = repository.commit(scene.git("rev-parse", "HEAD"));
        assertThat(SignedCommit.isSignedBy(raw, scene.operator.signer().key())).isTrue();
    }

    @Test
    void any_byte_changed_breaks_the_signature() {
        byte[] raw = repository.commit(repository.write(draft()));
        for (int i = 0; i < raw.length; i++) {
            byte[] changed = raw.clone();
            changed[i] ^= 1;
            assertThat(SignedCommit.isSignedBy(changed, scene.operator.signer().key()))
                    .as("byte %d", i)
                    .isFalse();
        }
    }

    @Test
    void a_header_slipped_in_beside_the_signature_is_not_ours() {
        String raw = new String(repository.commit(repository.write(draft())), StandardCharsets.UTF_8);
        for (String slipped : List.of(
                raw.replace("gpgsig ", "encoding x\ngpgsig "),
                raw.replace("\n\nSay", "\nencoding latin-1\n\nSay"),
                raw.replace("\n\nSay", "\ngpgsig-sha256 x\n\nSay"),
                raw.replace("author ", "parent " + base + "\nauthor "))) {
            assertThat(SignedCommit.isSignedBy(
                            slipped.getBytes(StandardCharsets.UTF_8),
                            scene.operator.signer().key()))
                    .isFalse();
        }
    }

    @Test
    void a_name_cannot_carry_another_address_or_line() {
        for (String name : List.of("A <root@shop.example>", "A\nparent x", "", " A")) {
            CommitDraft draft = draft();
            CommitDraft forged = new CommitDraft(
                    draft.parents(),
                    draft.tree(),
                    draft.writes(),
                    new CommitDraft.Ident(name, "a@x"),
                    draft.committer(),
                    draft.when(),
                    draft.message(),
                    draft.signer());
            assertThatThrownBy(() -> repository.write(forged)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
