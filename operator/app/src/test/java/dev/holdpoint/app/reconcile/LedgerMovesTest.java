package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.shop.GitShop;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.LedgerFolder;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a real ledger's new entries wake: those that they name, and all when that is not plain. */
class LedgerMovesTest {
    @TempDir
    private Path folder;

    private GitShop git;
    private JGitRepository repository;

    @BeforeEach
    void open() {
        git = new GitShop(folder);
        git.append(git.shop.founding().toArray(Fact[]::new));
        repository = git.repository();
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private String head() {
        return repository.fetch().at(LedgerFolder.BRANCH).orElseThrow();
    }

    private Optional<Set<String>> since(String before) {
        return LedgerMoves.concerned(repository, before, head());
    }

    private static Fact ended(String change, String uid) {
        return new ChangeEnded(
                ChangeEnded.End.EXPIRED,
                new ChangeEnded.Subject(change, uid, 1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "over");
    }

    @Test
    void each_entry_wakes_the_change_that_it_names() {
        String before = head();
        git.append(ended("agents/one", "uid-1"), ended("agents/two", "uid-2"));
        assertThat(since(before)).contains(Set.of("agents/one", "agents/two"));
    }

    /** What is attached to a vote ends in .txt too. */
    @Test
    void votes_and_their_approval_wake_the_change_and_the_intent_nobody() {
        String before = head();
        git.append(git.shop.vote("ada", "approve", 1));
        var subject = git.shop.template(1).subject();
        assertThat(since(before)).contains(Set.of(subject.namespace() + "/" + subject.name()));

        git.append(git.shop.approved(git.shop.template(1), 1, "ada"));
        String approved = head();
        git.append(new PodIntended(new PlanApproved.Place(Shop.STACK, 1), "pod-1"));
        assertThat(since(approved)).contains(Set.of());
    }

    @Test
    void settings_wake_all() {
        assertThat(LedgerMoves.concerned(
                        repository, git.atServer("rev-list", "--max-parents=0", LedgerFolder.BRANCH), head()))
                .isEmpty();
    }

    @Test
    void what_is_no_new_entry_wakes_all() {
        git.append(ended("agents/one", "uid-1"));
        for (String deed : new String[] {
            "echo x > entries/x.txt",
            "echo > x",
            "echo > README.md",
            "echo > entries/*-ended.sig",
            "mkdir entries/00000009-vote && echo > entries/00000009-vote/tag.txt",
            "sed -i s/over/well/ entries/*-ended.txt",
            "git rm -q entries/*-ended.txt"
        }) {
            String before = head();
            Path clone = git.clone("clone" + deed.hashCode());
            Processes.must(
                    clone,
                    "sh",
                    "-ec",
                    "git checkout -q holdpoint-ledger && " + deed
                            + " && git add -A && git -c user.name=x -c user.email=x@x commit -qm x && git push -q");
            assertThat(since(before)).as(deed).isEmpty();
        }
    }

    @Test
    void a_ledger_whose_past_is_not_here_wakes_all() {
        assertThat(since("0123456789012345678901234567890123456789")).isEmpty();
    }
}
