package dev.holdpoint.e2e.git;

import dev.holdpoint.app.adapter.git.GitRemote;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.intake.Operator;
import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.core.approval.SshPrivateKey;
import dev.holdpoint.e2e.cluster.Authority;
import dev.holdpoint.e2e.cluster.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real Git server over TLS with one repository, its users, and plain git in a worktree of its own as the others. */
final class GitScene implements AutoCloseable {
    static final String REPOSITORY = "infra";

    final Path folder;
    final Authority authority;
    final GitSite site;
    final GitServer server;
    /** The repository as the server has it. */
    final Path bare;
    /** Somebody's clone, with direct access to the server's disk. */
    final Path work;

    final Operator operator;
    private int caches;

    GitScene(Path folder) {
        this.folder = folder;
        this.authority = new Authority(folder.resolve("ca"));
        this.site = GitSite.make(folder.resolve("site"), "main", authority, List.of("127.0.0.1", "localhost"));
        this.bare = site.repository(REPOSITORY);
        this.server = GitServer.start(site, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.work = folder.resolve("work");
        Command.of("git", "init", "-q", "-b", "main", work.toString()).run();
        git("config", "user.name", "Ann");
        git("config", "user.email", "ann@shop.example");
        git("remote", "add", "origin", bare.toString());
        put("infra/shop/main.tf", "resource \"terraform_data\" \"database\" {}\n");
        put("infra/shop/variables.tf", "variable \"size\" {}\n");
        put("README.md", "shop\n");
        commit("First");
        git("push", "-q", "origin", "main");
        this.operator = operator(folder.resolve("operator"));
    }

    static Operator operator(Path key) {
        Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "operator", "-f", key.toString())
                .run();
        try {
            return new Operator(
                    new CommitDraft.Ident("Holdpoint", "operator@holdpoint.invalid"),
                    SshPrivateKey.parse(Files.readString(key)).orThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return server.url("127.0.0.1", REPOSITORY);
    }

    String pem() {
        try {
            return Files.readString(authority.certificateFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GitRemote.Credential credential(String user, Role role) {
        return new GitRemote.Credential(user, site.user(user, role));
    }

    GitRemote remote(Role role) {
        return new GitRemote(
                url(),
                Optional.of(pem()),
                Optional.empty(),
                Optional.of(credential("a-" + role.name().toLowerCase(java.util.Locale.ROOT), role)),
                GitRemote.Limits.USUAL);
    }

    JGitRepository repository(Role role) {
        return repository(remote(role));
    }

    JGitRepository repository(GitRemote remote) {
        return new JGitRepository(folder.resolve("cache-" + caches++), remote);
    }

    /** In the worktree. */
    String git(String... words) {
        return command(words).run().strip();
    }

    private Command command(String... words) {
        List<String> all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(words));
        return Command.of(all)
                .in(work)
                .with("GIT_SSL_CAINFO", authority.certificateFile().toString())
                .with("GIT_CONFIG_NOSYSTEM", "1")
                .with("GIT_CONFIG_GLOBAL", "/dev/null")
                .with("HOLDPOINT_BASE_BRANCH", "none")
                .with("GIT_AUTHOR_DATE", "2026-11-20T10:00:00Z")
                .with("GIT_COMMITTER_DATE", "2026-11-20T10:00:00Z");
    }

    Command.Result tryGit(String... words) {
        return command(words).attempt();
    }

    void put(String path, String text) {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void put(String path, byte[] content) {
        try {
            Path file = work.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String commit(String message) {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        return git("rev-parse", "HEAD");
    }

    /** Pushes past all rules, as an administrator of the server could. */
    void force(String refSpec) {
        git("push", "-q", "-f", "origin", refSpec);
    }

    /** Writes an object into the server's database, whatever it says. */
    String object(String type, byte[] content) {
        try {
            Path file = Files.createTempFile(folder, "object", "");
            Files.write(file, content);
            return Command.of("git", "hash-object", "--literally", "-w", "-t", type, file.toString())
                    .in(bare)
                    .run()
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
