package dev.holdpoint.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.shop.GitShop;
import dev.holdpoint.app.shop.Processes;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoteVerifyCommandTest {
    private static final String TAG = "holdpoint/agents/more-memory/r1/ada/1";

    @TempDir
    Path folder;

    private GitShop git;
    private Path clone;
    private Path roster;
    private Path template;

    @BeforeEach
    void vote() throws IOException {
        git = new GitShop(folder);
        clone = git.clone("ada");
        roster = Files.writeString(folder.resolve("roster.yaml"), Serialization.asYaml(git.shop.roster(1)));
        template =
                Files.write(folder.resolve("APPROVE.txt"), git.shop.template(1).render());
        Path message = Files.writeString(
                folder.resolve("vote.txt"),
                new String(git.shop.template(1).render(), StandardCharsets.US_ASCII)
                        .replace("Decision:", "Decision: approve"));
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@shop.example");
        git("config", "gpg.format", "ssh");
        git("config", "user.signingkey", git.shop.keyFile("ada").toString());
        git("commit", "-q", "--allow-empty", "-m", "preview");
        git("tag", "-s", "--cleanup=verbatim", "-F", message.toString(), TAG, "HEAD");
    }

    private void git(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "git";
        System.arraycopy(words, 0, all, 1, words.length);
        Processes.must(clone, all);
    }

    private Cli verify(String at, String tag) {
        return Cli.run(
                new VoteVerifyCommand(),
                "--roster",
                roster.toString(),
                "--template",
                template.toString(),
                "--at",
                at,
                clone.toString(),
                tag);
    }

    @Test
    void a_tag_made_by_plain_git_passes_and_what_is_not_known_is_not_judged() {
        Cli cli = verify("2026-11-20T12:00:00Z", TAG);
        assertThat(cli.output().lines()).hasSize(10);
        assertThat(cli.output())
                .containsPattern("4 the signature +holds")
                .containsPattern("5 whose key it is +holds +ada")
                .containsPattern("6 whether this person may vote here +not judged")
                .containsPattern("8 .* +not judged")
                .containsPattern("10 .* +not judged");
        assertThat(cli.exit()).isEqualTo(Exit.DONE);
        assertThat(verify("2026-11-20T12:00:00Z", "refs/tags/" + TAG).exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void a_late_or_moved_vote_and_one_for_another_round_are_refused() throws IOException {
        Cli late = verify("2026-12-20T12:00:00Z", TAG);
        assertThat(late.output()).contains("FAILS", "round-expired", "next: requester");
        assertThat(late.exit()).isEqualTo(Exit.REFUSED);
        git("update-ref", "refs/tags/" + TAG.replace("ada", "ben"), "refs/tags/" + TAG);
        assertThat(verify("2026-11-20T12:00:00Z", TAG.replace("ada", "ben")).output())
                .contains("vote-moved");
        Files.write(template, git.shop.template(2).render());
        assertThat(verify("2026-11-20T12:00:00Z", TAG).exit()).isEqualTo(Exit.REFUSED);
    }

    @Test
    void what_is_no_tag_template_or_time_is_bad_input() throws IOException {
        assertThat(verify("2026-11-20T12:00:00Z", "none").exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(verify("yesterday", TAG).exit()).isEqualTo(Exit.BAD_INPUT);
        Files.writeString(template, "holdpoint vote v1\n");
        assertThat(verify("2026-11-20T12:00:00Z", TAG).exit()).isEqualTo(Exit.BAD_INPUT);
    }
}
