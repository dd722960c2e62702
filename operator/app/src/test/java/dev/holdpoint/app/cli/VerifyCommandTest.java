package dev.holdpoint.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.shop.GitShop;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.approval.Decision;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import dev.holdpoint.core.record.VoteRecorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    Path folder;

    private GitShop git;
    private Shop shop;

    @BeforeEach
    void found() {
        git = new GitShop(folder);
        shop = git.shop;
    }

    private Fact[] whole() {
        List<Fact> facts = new ArrayList<>(shop.founding());
        facts.add(shop.vote("ada", "approve", 1));
        facts.add(shop.approved(1, 1, "ada"));
        PlanApproved.Place place = new PlanApproved.Place(Shop.STACK, 1);
        facts.add(new PodIntended(place, "pod-1"));
        facts.add(new ChangeEnded(
                ChangeEnded.End.APPLIED,
                new ChangeEnded.Subject(
                        "agents/more-memory", shop.template(1).subject().uid(), 1),
                Optional.of(new ChangeEnded.Order(place, shop.template(1).pins().plan())),
                Optional.of(new ChangeEnded.StateMove("lineage", 0, 1)),
                Optional.of("2".repeat(40)),
                "1 changed"));
        return facts.toArray(Fact[]::new);
    }

    @Test
    void votes_on_other_settings_than_the_recorded_ones_do_not_hold() {
        List<Fact> facts = new ArrayList<>(shop.founding());
        facts.add(shop.settings(shop.policy(2), "ada", "ben"));
        facts.addAll(List.of(shop.vote("ada", "approve", 1), shop.approved(1, 1, "ada")));
        git.append(facts.toArray(Fact[]::new));

        Cli cli = verify(git.clone("audit"), "--root", shop.root().hex());

        assertThat(cli.exit()).isEqualTo(Exit.REFUSED);
        assertThat(cli.output())
                .contains("DOES NOT HOLD: its Settings-SHA256 is not the digest of the settings")
                .contains("BROKEN at entry 7")
                .doesNotContain("SOUND");
    }

    private Cli verify(Path clone, String... options) {
        List<String> args = new ArrayList<>(List.of("--repo", clone.toString()));
        args.addAll(List.of(options));
        return Cli.run(new VerifyCommand(), args.toArray(String[]::new));
    }

    @Test
    void an_auditor_with_a_clone_and_the_fingerprint_reads_every_decision() {
        History history = git.append(whole());
        Cli cli = verify(
                git.clone("audit"),
                "--root",
                shop.root().hex(),
                "--head",
                history.head().hex());
        assertThat(cli.output())
                .contains("ada: approve agents/more-memory round 1")
                .contains("order 1 of shop-prod, by ada (1 needed)")
                .contains("goes to the pod pod-1")
                .contains("ended as Applied, state serial 0 to 1")
                .contains("SOUND: 8 entries, head " + history.head().hex());
        assertThat(cli.exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void without_an_anchor_it_says_so_and_exits_6() {
        git.append(whole());
        Cli cli = verify(git.clone("audit"));
        assertThat(cli.output()).contains("UNANCHORED");
        assertThat(cli.exit()).isEqualTo(Exit.STALLED);
    }

    @Test
    void another_root_or_a_head_that_is_not_there_is_refused() {
        git.append(whole());
        Path clone = git.clone("audit");
        String other = Sha256.of(new byte[0]).hex();
        Cli root = verify(clone, "--root", other);
        assertThat(root.output())
                .contains("BROKEN at entries/00000001-settings.txt")
                .contains("pinned is " + other);
        assertThat(root.exit()).isEqualTo(Exit.REFUSED);
        Cli head = verify(clone, "--root", shop.root().hex(), "--head", other);
        assertThat(head.output()).contains("rewritten or cut");
        assertThat(head.exit()).isEqualTo(Exit.REFUSED);
        assertThat(verify(clone, "--root", "x").exit()).isEqualTo(Exit.BAD_INPUT);
    }

    @Test
    void the_attestor_itself_cannot_pass_a_forged_vote_for_a_real_one() {
        VoteRecorded real = shop.vote("ada", "approve", 1);
        VoteRecorded forged = new VoteRecorded(
                real.poll(),
                "ben",
                real.decision(),
                shop.key("ben").key().fingerprint(),
                shop.tag("ben", "approve", 1));
        // ben owns the agent that asked: the vote is well signed, but he may not vote on it.
        List<Fact> facts = new ArrayList<>(shop.founding());
        facts.addAll(List.of(real, forged, shop.approved(1, 1, "ada", "ben")));
        git.append(facts.toArray(Fact[]::new));
        Cli cli = verify(git.clone("audit"), "--root", shop.root().hex());
        assertThat(cli.exit()).isEqualTo(Exit.REFUSED);
        assertThat(cli.output())
                .contains("DOES NOT HOLD: the vote does not verify: ben asked for this change")
                .contains("DOES NOT HOLD: its quorum is not there: 1 more person")
                .contains("BROKEN at entry 6");
    }

    @Test
    void the_attestor_itself_cannot_record_another_decision_than_the_tag_says() {
        VoteRecorded real = shop.vote("ada", "reject", 1);
        List<Fact> facts = new ArrayList<>(shop.founding());
        facts.add(new VoteRecorded(real.poll(), "ada", Decision.APPROVE, real.key(), real.tag()));
        git.append(facts.toArray(Fact[]::new));
        Cli cli = verify(git.clone("audit"), "--root", shop.root().hex());
        assertThat(cli.output()).contains("the entry says ada approve, the tag says ada reject");
        assertThat(cli.exit()).isEqualTo(Exit.REFUSED);
    }

    /** Somebody with the right to push; every byte is tried in {@code LedgerProofTest}. */
    @Test
    void a_file_that_was_altered_removed_or_added_is_named() throws IOException {
        git.append(whole());
        Path clone = git.clone("audit");
        Path branch = folder.resolve("branch");
        Processes.must(clone, "git", "worktree", "add", "-q", branch.toString(), "origin/holdpoint-ledger");
        for (String name : List.of("entries/00000006-approved/review.md", "entries/00000002-settings.sig")) {
            Path file = branch.resolve(name);
            byte[] honest = Files.readAllBytes(file);
            byte[] altered = honest.clone();
            altered[altered.length / 2] ^= 1;
            Files.write(file, altered);
            assertBroken(clone, branch, name + " altered");
            Files.delete(file);
            assertBroken(clone, branch, name + " gone");
            Files.createSymbolicLink(file, folder);
            assertBroken(clone, branch, name + " a link");
            Files.delete(file);
            Files.write(file, honest);
        }
        Files.writeString(branch.resolve("entries/more"), "x");
        assertBroken(clone, branch, "more");
        Files.delete(branch.resolve("entries/more"));
        commit(branch);
        assertThat(verify(clone, "--root", shop.root().hex()).exit()).isEqualTo(Exit.DONE);
    }

    private void assertBroken(Path clone, Path branch, String what) {
        commit(branch);
        Cli cli = verify(clone, "--root", shop.root().hex());
        assertThat(cli.exit()).as(what).isEqualTo(Exit.REFUSED);
        assertThat(cli.output()).as(what).startsWith("BROKEN at entries/");
    }

    private static void commit(Path branch) {
        Processes.must(branch, "git", "add", "-A");
        String tree = Processes.must(branch, "git", "write-tree").strip();
        String commit = Processes.must(
                        branch, "git", "-c", "user.name=m", "-c", "user.email=m@m", "commit-tree", "-m", "m", tree)
                .strip();
        Processes.must(branch, "git", "update-ref", "refs/remotes/origin/holdpoint-ledger", commit);
    }

    @Test
    void a_clone_without_the_branch_is_bad_input_and_says_how_to_fetch_it() {
        Cli cli = verify(git.clone("audit"));
        assertThat(cli.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(cli.output()).contains("git fetch origin holdpoint-ledger");
    }

    @Test
    void git_itself_confirms_who_signed_the_commits() throws IOException {
        git.append(shop.founding().toArray(Fact[]::new));
        Path allowed = Files.writeString(
                folder.resolve("allowed"),
                "attestor " + shop.key("attestor").key().line() + "\n");
        String said = Processes.must(
                git.server,
                "git",
                "-c",
                "gpg.ssh.allowedSignersFile=" + allowed,
                "log",
                "--format=%G? %s",
                "holdpoint-ledger");
        assertThat(said.lines())
                .containsExactly(
                        "G Record settings, entry 4",
                        "G Record settings, entry 3",
                        "G Record settings, entry 2",
                        "G Record settings, entry 1");
    }
}
