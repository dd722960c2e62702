package dev.holdpoint.e2e.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.Daemons;
import dev.holdpoint.e2e.cluster.Wait;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may push what, as plain git sees it. */
class GitServerTest {
    private GitScene scene;

    @BeforeEach
    void start(@TempDir Path folder) {
        scene = new GitScene(folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private Command.Result push(Role role, String... refSpecs) {
        String user = role.name().toLowerCase(java.util.Locale.ROOT);
        String url = scene.url().replace("https://", "https://" + user + ":" + scene.site.user(user, role) + "@");
        List<String> words = new ArrayList<>(List.of("push", url));
        words.addAll(List.of(refSpecs));
        return scene.tryGit(words.toArray(String[]::new));
    }

    private void may(Role role, String... refSpecs) {
        Command.Result result = push(role, refSpecs);
        assertThat(result.ok())
                .as("%s pushes %s: %s", role, List.of(refSpecs), result.output())
                .isTrue();
    }

    private void mayNot(Role role, String... refSpecs) {
        String before = scene.git("ls-remote", scene.bare.toString());
        Command.Result result = push(role, refSpecs);
        assertThat(result.ok())
                .as("%s pushes %s: %s", role, List.of(refSpecs), result.output())
                .isFalse();
        assertThat(scene.git("ls-remote", scene.bare.toString())).isEqualTo(before);
    }

    private void newCommit() {
        scene.commit("Next");
    }

    @Test
    void an_agent_pushes_below_agents_and_nowhere_else() {
        may(Role.AGENT, "HEAD:refs/heads/agents/x");
        newCommit();
        for (String ref : List.of(
                "refs/heads/main",
                "refs/heads/other",
                "refs/heads/agents",
                "refs/heads/agents-2/x",
                "refs/heads/holdpoint/a/b",
                "refs/heads/holdpoint-ledger",
                "refs/tags/holdpoint/a/b/r1/ann",
                "refs/tags/v1",
                "refs/notes/x")) {
            mayNot(Role.AGENT, "HEAD:" + ref);
        }
        mayNot(Role.AGENT, "HEAD:refs/heads/agents/x", "HEAD:refs/heads/main");
        may(Role.AGENT, "+HEAD~1:refs/heads/agents/x");
        may(Role.AGENT, ":refs/heads/agents/x");
    }

    @Test
    void the_operator_pushes_branches_of_changes_and_merges() {
        may(Role.OPERATOR, "HEAD:refs/heads/holdpoint/a/b");
        newCommit();
        may(Role.OPERATOR, "HEAD:refs/heads/main", "+HEAD:refs/heads/holdpoint/a/b");
        mayNot(Role.OPERATOR, "+HEAD~1:refs/heads/main");
        mayNot(Role.OPERATOR, ":refs/heads/main");
        mayNot(Role.OPERATOR, "HEAD:refs/heads/holdpoint-ledger");
        mayNot(Role.OPERATOR, "HEAD:refs/heads/other");
        mayNot(Role.OPERATOR, "HEAD:refs/tags/holdpoint/a/b/r1/ann");
        scene.git("push", "-q", "origin", "HEAD:refs/tags/holdpoint/a/b/r1/ann");
        may(Role.OPERATOR, ":refs/tags/holdpoint/a/b/r1/ann", ":refs/heads/holdpoint/a/b");
    }

    @Test
    void the_attestor_pushes_the_ledger_which_only_grows() {
        may(Role.ATTESTOR, "HEAD:refs/heads/holdpoint-ledger");
        newCommit();
        may(Role.ATTESTOR, "HEAD:refs/heads/holdpoint-ledger");
        mayNot(Role.ATTESTOR, "+HEAD~1:refs/heads/holdpoint-ledger");
        mayNot(Role.ATTESTOR, ":refs/heads/holdpoint-ledger");
        mayNot(Role.ATTESTOR, "HEAD:refs/heads/main");
        mayNot(Role.ATTESTOR, "HEAD:refs/heads/holdpoint/a/b");
    }

    @Test
    void people_vote_once_and_push_ordinary_branches() {
        may(Role.PERSON, "HEAD:refs/tags/holdpoint/a/b/r1/ann", "HEAD:refs/heads/topic", "HEAD:refs/tags/v1");
        newCommit();
        mayNot(Role.PERSON, "+HEAD:refs/tags/holdpoint/a/b/r1/ann");
        mayNot(Role.PERSON, ":refs/tags/holdpoint/a/b/r1/ann");
        mayNot(Role.PERSON, "HEAD:refs/heads/holdpoint/a/b");
        mayNot(Role.PERSON, "HEAD:refs/heads/holdpoint");
        mayNot(Role.PERSON, "HEAD:refs/tags/holdpoint");
        mayNot(Role.PERSON, "HEAD:refs/heads/holdpoint-ledger");
        mayNot(Role.PERSON, "HEAD:refs/heads/agents/x");
        may(Role.PERSON, "HEAD:refs/heads/main");
        mayNot(Role.PERSON, "+HEAD~1:refs/heads/main");
    }

    @Test
    void a_reader_reads_and_pushes_nothing() {
        mayNot(Role.READER, "HEAD:refs/heads/agents/x");
        String url = scene.url().replace("https://", "https://reader:" + scene.site.user("reader", Role.READER) + "@");
        Command.Result clone =
                scene.tryGit("clone", "-q", url, scene.folder.resolve("clone").toString());
        assertThat(clone.ok()).as(clone.output()).isTrue();
    }

    @Test
    void without_a_password_nothing_is_read() {
        for (String who : List.of("", "nobody:x@", "reader:wrong@")) {
            scene.site.user("reader", Role.READER);
            Command.Result seen = scene.tryGit(
                    "-c",
                    "credential.helper=",
                    "-c",
                    "core.askPass=true",
                    "ls-remote",
                    scene.url().replace("https://", "https://" + who));
            assertThat(seen.ok()).as(who + seen.output()).isFalse();
        }
    }

    @Test
    void a_push_that_is_not_understood_never_reaches_git() {
        assertThat(PushRequest.read("0000".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .hasValueSatisfying(request -> assertThat(request.commands()).isEmpty());
        for (String body : List.of("", "00", "zzzz", "0005x", "0010push-cert\0abc", "ffff", "0004", "0003")) {
            assertThat(PushRequest.read(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                    .as(body)
                    .isEmpty();
        }
    }

    @Test
    void a_password_is_readable_by_its_owner_alone() throws java.io.IOException {
        scene.site.user("ann", Role.PERSON);
        for (String file : List.of("passwords/ann", "server.properties")) {
            assertThat(java.nio.file.Files.getPosixFilePermissions(
                            scene.site.folder().resolve(file)))
                    .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void as_a_process_of_its_own_it_outlives_whoever_started_it(@TempDir Path state) throws java.io.IOException {
        Daemons daemons = new Daemons(state);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        long pid = GitServerMain.start(daemons, scene.site.folder(), port, "127.0.0.1");
        try {
            assertThat(GitServerMain.start(daemons, scene.site.folder(), port, "127.0.0.1"))
                    .isEqualTo(pid);
            String url =
                    "https://reader:" + scene.site.user("reader", Role.READER) + "@127.0.0.1:" + port + "/infra.git";
            Wait.until(
                    "the daemon serves",
                    Duration.ofSeconds(60),
                    () -> scene.tryGit("ls-remote", url).ok());
        } finally {
            daemons.stop(GitServerMain.DAEMON, Duration.ofSeconds(5));
        }
        assertThat(daemons.alive(GitServerMain.DAEMON)).isEmpty();
    }
}
