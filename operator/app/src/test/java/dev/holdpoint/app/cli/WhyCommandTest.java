package dev.holdpoint.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.audit.LedgerProof;
import dev.holdpoint.app.shop.GitShop;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.PlanApproved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyCommandTest {
    @TempDir
    Path folder;

    private GitShop git;
    private Path clone;

    @BeforeEach
    void publish() throws IOException {
        git = new GitShop(folder);
        clone = git.clone("ada");
        Path page = Files.createDirectories(clone.resolve(".holdpoint/changes/agents/more-memory"));
        Files.write(page.resolve("REVIEW.md"), Shop.REVIEW);
        Files.write(page.resolve("APPROVE.txt"), git.shop.template(1).render());
        Processes.must(clone, "git", "add", "-A");
        Processes.must(clone, "git", "-c", "user.name=o", "-c", "user.email=o@o", "commit", "-q", "-m", "preview");
        Processes.must(clone, "git", "push", "-q", "origin", "HEAD:refs/heads/holdpoint/agents/more-memory");
    }

    private Fact[] with(Fact... more) {
        List<Fact> facts = new ArrayList<>(git.shop.founding());
        facts.addAll(List.of(more));
        return facts.toArray(Fact[]::new);
    }

    private Cli why() {
        return Cli.run(
                new WhyCommand(),
                "agents/more-memory",
                "--clone",
                clone.toString(),
                "--root",
                git.shop.root().hex());
    }

    @Test
    void a_published_round_waits_for_approvers_and_shows_what_is_recorded() {
        git.append(with(git.shop.vote("ada", "approve", 1)));
        Cli cli = why();
        assertThat(cli.exit()).isEqualTo(Exit.DONE);
        assertThat(cli.output()).contains("satisfied    round 1 (tier normal)", "ada: approve, recorded as entry 5");
    }

    @Test
    void an_approved_change_waits_for_holdpoint() {
        git.append(with(git.shop.vote("ada", "approve", 1), git.shop.approved(1, 1, "ada")));
        assertThat(why().output())
                .contains("approved by ada as order 1 of shop-prod")
                .contains("unsatisfied  no pod was named to apply it yet")
                .endsWith("next: holdpoint\n");
    }

    @Test
    void an_order_behind_another_on_the_same_stack_says_which_one_is_in_front_until_that_one_has_ended() {
        Template other = git.shop.template("less-disk", "11111111-9b0d-4c02-9a55-0d3f3a2f4b61", 1);
        git.append(with(
                git.shop.vote("ada", "approve", other),
                git.shop.approved(other, 1, "ada"),
                git.shop.vote("ada", "approve", 1),
                git.shop.approved(1, 2, "ada")));
        assertThat(why().output())
                .contains("approved by ada as order 2 of shop-prod")
                .contains("  unsatisfied  order 1 (agents/less-disk) is in front\n")
                .endsWith("next: holdpoint\n");
        git.append(new ChangeEnded(
                ChangeEnded.End.FAILED,
                new ChangeEnded.Subject("agents/less-disk", other.subject().uid(), 1),
                Optional.of(new ChangeEnded.Order(
                        new PlanApproved.Place(Shop.STACK, 1), other.pins().plan())),
                Optional.empty(),
                Optional.empty(),
                "the run is gone"));
        assertThat(why().output()).contains("as order 2 of shop-prod").doesNotContain("in front");
    }

    @Test
    void a_rejected_round_waits_for_the_requester() {
        git.append(with(git.shop.vote("ada", "reject", 1)));
        assertThat(why().output()).contains("rejected").endsWith("next: requester\n");
    }

    @Test
    void an_ended_change_whose_branch_is_gone_says_how_it_ended() {
        git.append(with(new ChangeEnded(
                ChangeEnded.End.WITHDRAWN,
                new ChangeEnded.Subject("agents/more-memory", "uid", 1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "not needed")));
        Processes.must(clone, "git", "push", "-q", "origin", ":refs/heads/holdpoint/agents/more-memory");
        Processes.must(clone, "git", "update-ref", "-d", "refs/remotes/origin/holdpoint/agents/more-memory");
        assertThat(why().output()).contains("ended as Withdrawn: not needed").endsWith("next: nobody\n");
    }

    @Test
    void before_anything_is_published_it_says_so() {
        Cli cli = Cli.run(new WhyCommand(), "agents/other", "--clone", clone.toString());
        assertThat(cli.output()).contains("no preview is published").endsWith("next: holdpoint\n");
        assertThat(Cli.run(new WhyCommand(), "nonsense", "--clone", clone.toString())
                        .exit())
                .isEqualTo(Exit.BAD_INPUT);
    }

    @Test
    void a_tag_that_does_not_count_says_why_and_an_open_round_waits_for_approvers() {
        LedgerProof.Result.Sound nothing =
                (LedgerProof.Result.Sound) new LedgerProof(Optional.empty()).prove(List.of(), Optional.empty());
        List<String> lines = new Waiting(nothing)
                .of(
                        "agents/more-memory",
                        Optional.of(new Waiting.Round(
                                git.shop.template(1),
                                Shop.REVIEW,
                                Shop.PREVIEW,
                                List.of(git.shop.tag("ada", "approve", 1)))),
                        Shop.NOW);
        assertThat(String.join("\n", lines))
                .contains("is not judged: the ledger has no roster")
                .contains("What would happen; until 2026-11-22T18:00:00Z")
                .endsWith("next: approvers");
        List<String> late = new Waiting(nothing)
                .of(
                        "agents/more-memory",
                        Optional.of(new Waiting.Round(git.shop.template(1), Shop.REVIEW, Shop.PREVIEW, List.of())),
                        Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(String.join("\n", late)).contains("expired").endsWith("next: requester");
        List<String> swapped = new Waiting(nothing)
                .of(
                        "agents/more-memory",
                        Optional.of(new Waiting.Round(git.shop.template(1), new byte[0], Shop.PREVIEW, List.of())),
                        Shop.NOW);
        assertThat(String.join("\n", swapped)).contains("do not vote on it").endsWith("next: platform");
    }
}
