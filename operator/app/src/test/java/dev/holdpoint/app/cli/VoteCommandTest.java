package dev.holdpoint.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.shop.GitShop;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.app.shop.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoteCommandTest {
    private static final String TAGS = "refs/tags/holdpoint/agents/more-memory/r1/";

    @TempDir
    Path folder;

    private GitShop git;
    private Path clone;
    private String digits;

    @BeforeEach
    void publish() throws IOException {
        git = new GitShop(folder);
        clone = git.clone("ada-clone");
        // git tells the time of a round by nobody's clock but ours, and this command reads the real one.
        String expires = Instant.now()
                .plus(Duration.ofDays(1))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        String template = new String(git.shop.template(1).render(), StandardCharsets.US_ASCII)
                .replaceFirst("Expires: .*", "Expires: " + expires);
        Path page = Files.createDirectories(clone.resolve(".holdpoint/changes/agents/more-memory"));
        Files.write(page.resolve("REVIEW.md"), Shop.REVIEW);
        Files.writeString(page.resolve("APPROVE.txt"), template);
        digits = git.shop.template(1).pins().plan().hex().substring(0, 12);
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@shop.example");
        git("add", "-A");
        git("-c", "commit.gpgsign=false", "commit", "-q", "-m", "preview");
        git("push", "-q", "origin", "HEAD:refs/heads/holdpoint/agents/more-memory");
        // What a git that nobody has set up would do, whatever this machine's own configuration says.
        git("config", "gpg.format", "openpgp");
        git("config", "gpg.program", openPgp().toString());
        git("config", "user.signingkey", "");
        git("config", "gpg.ssh.defaultKeyCommand", "");
    }

    private String git(String... words) {
        return Processes.must(clone, command(words));
    }

    private static String[] command(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "git";
        System.arraycopy(words, 0, all, 1, words.length);
        return all;
    }

    private Cli vote(String decision) {
        return Cli.run(
                new VoteCommand(decision),
                "agents/more-memory",
                "--as",
                "ada",
                "--repo",
                clone.toString(),
                "--plan",
                digits);
    }

    /** Signs whatever it is given, as gpg would. */
    private Path openPgp() throws IOException {
        return script("gpg", """
                cat > /dev/null
                echo '[GNUPG:] SIG_CREATED D 1 8 00 0 0' >&2
                printf -- '-----BEGIN PGP SIGNATURE-----\\n\\naGk=\\n-----END PGP SIGNATURE-----\\n'
                """);
    }

    private Path script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private String pushed() {
        return Processes.must(git.server, command("for-each-ref", "--format=%(refname)", "refs/tags/"));
    }

    private String local() {
        return git("for-each-ref", "--format=%(refname)", "refs/tags/");
    }

    @Test
    void a_git_that_signs_with_openpgp_by_default_makes_an_ssh_signed_vote() {
        git("config", "user.signingkey", git.shop.keyFile("ada") + ".pub");
        Cli cli = vote("approve");
        assertThat(cli.output()).contains("approve signed and pushed as tag holdpoint/agents/more-memory/r1/ada/1");
        assertThat(cli.exit()).isEqualTo(Exit.DONE);
        assertThat(pushed()).isEqualTo(TAGS + "ada/1\n");
        assertThat(Processes.must(git.server, command("cat-file", "tag", TAGS + "ada/1")))
                .contains("Decision: approve\n", "-----BEGIN SSH SIGNATURE-----");
        assertThat(vote("withdraw").output()).contains("withdraw signed and pushed as tag", "/ada/2");
    }

    @Test
    void a_literal_key_and_a_command_that_names_one_serve_as_well() throws IOException {
        git("config", "user.signingkey", git.shop.key("ada").key().line());
        assertThat(new VoteTag(new Clone(clone), "origin").unready()).isEmpty();
        git("config", "user.signingkey", "");
        git("config", "gpg.ssh.defaultKeyCommand", "ssh-add -L");
        assertThat(new VoteTag(new Clone(clone), "origin").unready()).isEmpty();
    }

    @Test
    void without_a_signing_key_it_stops_before_tagging_and_names_the_two_lines_to_type() {
        Cli cli = vote("approve");
        assertThat(cli.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(cli.output())
                .contains("user.signingkey is not set")
                .contains("    git config gpg.format ssh\n    git config user.signingkey ~/.ssh/id_ed25519.pub\n")
                .contains("nothing was pushed");
        assertThat(local() + pushed()).isEmpty();
    }

    @Test
    void the_id_of_an_openpgp_key_is_no_ssh_key() {
        git("config", "user.signingkey", "0xDEADBEEF");
        Cli cli = vote("reject");
        assertThat(cli.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(cli.output()).contains("'0xDEADBEEF'", "git config gpg.format ssh");
        assertThat(local() + pushed()).isEmpty();
    }

    @Test
    void a_tag_that_would_not_count_is_deleted_and_not_pushed() throws IOException {
        git("config", "user.signingkey", git.shop.keyFile("ada").toString());
        Path junk = script("junk", "for last; do :; done\necho junk > \"$last.sig\"\n");
        git("config", "gpg.ssh.program", junk.toString());
        Cli cli = vote("approve");
        assertThat(cli.output()).contains("git made a tag that would not count", "is deleted again");
        assertThat(cli.exit()).isEqualTo(Exit.REFUSED);
        assertThat(local() + pushed()).isEmpty();
    }

    @Test
    void a_key_that_git_cannot_use_is_told_in_git_s_own_words() throws IOException {
        Path none = Files.writeString(folder.resolve("none"), "no key\n");
        git("config", "user.signingkey", none.toString());
        Cli cli = vote("approve");
        assertThat(cli.output()).contains(none.toString(), "git config user.signingkey");
        // Which of the two depends on the version of git: 2.39 makes the tag without a signature.
        assertThat(cli.exit()).isIn(Exit.BAD_INPUT, Exit.REFUSED);
        assertThat(local() + pushed()).isEmpty();
    }
}
