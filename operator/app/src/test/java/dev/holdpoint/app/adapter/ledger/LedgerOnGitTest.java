package dev.holdpoint.app.adapter.ledger;

import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.shop.GitShop;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.record.LedgerFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository made by real git, with the adapter that the roles have. */
class LedgerOnGitTest implements LedgerContract {
    private OnGit remote;

    @BeforeEach
    void open(@TempDir Path folder) {
        remote = new OnGit(new GitShop(folder), new ArrayList<>());
    }

    @AfterEach
    void close() {
        remote.clones().forEach(JGitRepository::close);
    }

    @Override
    public Remote remote() {
        return remote;
    }

    private record OnGit(GitShop git, List<JGitRepository> clones) implements Remote {
        @Override
        public Shop shop() {
            return git.shop;
        }

        @Override
        public Repository open() {
            clones.add(git.repository());
            return clones.getLast();
        }

        @Override
        public Optional<String> branch() {
            String refs =
                    Processes.must(git.server, "git", "for-each-ref", "--format=%(objectname)", LedgerFolder.BRANCH);
            return Optional.of(refs.strip()).filter(commit -> !commit.isEmpty());
        }

        @Override
        public void move(Optional<String> to) {
            if (to.isPresent()) {
                Processes.must(git.server, "git", "update-ref", LedgerFolder.BRANCH, to.get());
            } else {
                Processes.must(git.server, "git", "update-ref", "-d", LedgerFolder.BRANCH);
            }
        }
    }
}
