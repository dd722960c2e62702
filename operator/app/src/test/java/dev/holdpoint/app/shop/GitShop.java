package dev.holdpoint.app.shop;

import dev.holdpoint.app.adapter.git.GitRemote;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.adapter.ledger.GitLedger;
import dev.holdpoint.app.port.Ledger;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.util.FS;

/** The shop's repository on a disk, made by real git, and the attestor's ledger in it. */
public final class GitShop {
    public final Shop shop;
    public final Path server;
    private final Path folder;
    private int clones;

    /** @param folder empty */
    public GitShop(Path folder) {
        try {
            this.folder = folder;
            // JGit probes the file system once, in the background; not while JUnit clears the folder away.
            FS.FileStoreAttributes.setBackground(false);
            FS.FileStoreAttributes.get(folder);
            shop = new Shop(Files.createDirectory(folder.resolve("keys")));
            server = folder.resolve("infra.git");
            Processes.must(folder, "git", "init", "-q", "--bare", "-b", "main", server.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operator's own git on this repository. */
    public JGitRepository repository() {
        return open(server);
    }

    /** The same on a second repository of the shop, empty. */
    public JGitRepository second() {
        Path second = folder.resolve("second.git");
        Processes.must(folder, "git", "init", "-q", "--bare", "-b", "main", second.toString());
        return open(second);
    }

    private JGitRepository open(Path bare) {
        GitRemote remote = new GitRemote(
                bare.toUri().toString(), Optional.empty(), Optional.empty(), Optional.empty(), GitRemote.Limits.USUAL);
        return new JGitRepository(folder.resolve("objects" + clones++), remote);
    }

    /** Appends as the attestor does; returns the history. */
    public History append(Fact... facts) {
        try (JGitRepository repository = repository()) {
            GitLedger ledger = new GitLedger(repository, shop.root(), shop.key("attestor"));
            History history = ledger.read(Optional.empty());
            for (Fact fact : facts) {
                history =
                        ledger.append(history, Ledger.Draft.of(Shop.NOW, fact)).orElseThrow();
            }
            return history;
        }
    }

    /** What git says about the bare repository, or does to it. */
    public String atServer(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Processes.must(server, command.toArray(String[]::new)).strip();
    }

    /** A person's clone. */
    public Path clone(String name) {
        Path clone = folder.resolve(name);
        Processes.must(folder, "git", "clone", "-q", server.toString(), clone.toString());
        return clone;
    }
}
