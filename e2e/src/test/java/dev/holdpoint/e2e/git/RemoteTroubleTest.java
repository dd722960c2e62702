package dev.holdpoint.e2e.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.holdpoint.app.adapter.git.GitRemote;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.port.Guest;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.e2e.cluster.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A remote that is not there, not itself, or not well: each failure says who must act. */
class RemoteTroubleTest {
    private static final String PASSWORD = "hunter2-of-the-operator";

    private GitScene scene;

    @BeforeEach
    void start(@TempDir Path folder) {
        scene = new GitScene(folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private GitRemote remote(String url, Optional<String> authority, GitRemote.Limits limits) {
        return new GitRemote(
                url, authority, Optional.empty(), Optional.of(new GitRemote.Credential("nobody", PASSWORD)), limits);
    }

    private void fetch(GitRemote remote) {
        try (JGitRepository repository = scene.repository(remote)) {
            repository.fetch();
        }
    }

    @Test
    void wrong_credentials_are_for_an_administrator() {
        assertThatThrownBy(() -> fetch(remote(scene.url(), Optional.of(scene.pem()), GitRemote.Limits.USUAL)))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining(scene.url())
                .hasMessageContaining("credentials")
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void missing_credentials_are_for_an_administrator() {
        GitRemote anonymous = new GitRemote(
                scene.url(), Optional.of(scene.pem()), Optional.empty(), Optional.empty(), GitRemote.Limits.USUAL);
        assertThatThrownBy(() -> fetch(anonymous)).isInstanceOf(Stalled.class).hasMessageContaining("credentials");
    }

    @Test
    void a_server_of_another_authority_is_not_believed(@TempDir Path folder) throws IOException {
        String other = Files.readString(new Authority(folder.resolve("other")).certificateFile());
        assertThatThrownBy(() -> fetch(remote(scene.url(), Optional.of(other), GitRemote.Limits.USUAL)))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("certificate");
    }

    @Test
    void without_a_bundle_the_platform_decides_and_does_not_know_our_authority() {
        assertThatThrownBy(() -> fetch(remote(scene.url(), Optional.empty(), GitRemote.Limits.USUAL)))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("certificate");
    }

    @Test
    void a_server_under_another_name_is_not_believed() {
        try (GitServer second = GitServer.start(scene.site, new InetSocketAddress(loopback2(), 0))) {
            String url = second.url("127.0.0.2", GitScene.REPOSITORY);
            assertThatThrownBy(() -> fetch(remote(url, Optional.of(scene.pem()), GitRemote.Limits.USUAL)))
                    .isInstanceOf(Stalled.class)
                    .hasMessageContaining("certificate");
        }
    }

    private static InetAddress loopback2() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_repository_that_is_not_there_is_for_an_administrator() {
        GitRemote remote = new GitRemote(
                scene.url().replace("infra", "other"),
                Optional.of(scene.pem()),
                Optional.empty(),
                Optional.of(scene.credential("op", Role.OPERATOR)),
                GitRemote.Limits.USUAL);
        assertThatThrownBy(() -> fetch(remote)).isInstanceOf(Stalled.class).hasMessageContaining("404");
    }

    @Test
    void nobody_there_heals_with_time() {
        String url = scene.url();
        scene.server.close();
        assertThatThrownBy(() -> fetch(remote(url, Optional.of(scene.pem()), GitRemote.Limits.USUAL)))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(url)
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void an_error_of_the_server_heals_with_time() {
        try (Liar liar = new Liar(scene, exchange -> exchange.sendResponseHeaders(503, -1))) {
            assertThatThrownBy(() -> fetch(remote(liar.url(), Optional.of(scene.pem()), GitRemote.Limits.USUAL)))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("503");
        }
    }

    @Test
    void a_redirect_is_not_followed_with_our_credentials() {
        AtomicInteger arrived = new AtomicInteger();
        try (Liar thief = new Liar(scene, exchange -> {
                    arrived.incrementAndGet();
                    exchange.sendResponseHeaders(503, -1);
                });
                Liar liar = new Liar(scene, exchange -> {
                    exchange.getResponseHeaders().add("Location", thief.url() + "/info/refs?service=git-upload-pack");
                    exchange.sendResponseHeaders(302, -1);
                })) {
            assertThatThrownBy(() -> fetch(remote(liar.url(), Optional.of(scene.pem()), GitRemote.Limits.USUAL)))
                    .isInstanceOf(Stalled.class)
                    .hasMessageContaining("302");
            assertThat(arrived).hasValue(0);
        }
    }

    @Test
    void a_server_that_says_nothing_is_left_in_time() {
        GitRemote.Limits hasty = new GitRemote.Limits(
                Duration.ofSeconds(1), Duration.ofSeconds(2), 1 << 20, 1 << 20, 9, GitRemote.Guests.USUAL);
        try (Liar liar = new Liar(scene, exchange -> pause(Duration.ofSeconds(20)))) {
            assertThatThrownBy(() -> fetch(remote(liar.url(), Optional.of(scene.pem()), hasty)))
                    .isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void a_server_that_drips_is_left_in_time() {
        GitRemote.Limits hasty = new GitRemote.Limits(
                Duration.ofSeconds(5), Duration.ofSeconds(1), 1 << 20, 1 << 20, 9, GitRemote.Guests.USUAL);
        try (Liar liar = new Liar(scene, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 200; i++) {
                exchange.getResponseBody().write("001e# service=git-upload-pack\n".charAt(i % 30));
                exchange.getResponseBody().flush();
                pause(Duration.ofMillis(100));
            }
        })) {
            assertThatThrownBy(() -> fetch(remote(liar.url(), Optional.of(scene.pem()), hasty)))
                    .isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void a_server_that_talks_nonsense_is_no_repository() {
        try (Liar liar = new Liar(scene, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("<html>welcome</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        })) {
            assertThatThrownBy(() -> fetch(remote(liar.url(), Optional.of(scene.pem()), GitRemote.Limits.USUAL)))
                    .isInstanceOfAny(Stalled.class, Unavailable.class)
                    .hasMessageContaining(liar.url());
        }
    }

    @Test
    void more_than_is_read_in_one_fetch_is_refused() {
        scene.put("infra/large.bin", noise(2 << 20));
        scene.commit("Large");
        scene.git("push", "-q", "origin", "main:main");
        GitRemote.Limits small = new GitRemote.Limits(
                Duration.ofSeconds(5), Duration.ofSeconds(30), 1 << 20, 64 << 20, 99, GitRemote.Guests.USUAL);
        assertThatThrownBy(() -> fetch(reader(small)))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("more than is read");
    }

    private static final GitRemote.Limits SMALL = new GitRemote.Limits(
            Duration.ofSeconds(5), Duration.ofSeconds(30), 8 << 20, 1 << 20, 99, GitRemote.Guests.USUAL);

    private void pushBomb(String branch) {
        scene.put("infra/zeros.bin", new byte[3 << 20]);
        scene.commit("Bomb");
        scene.git("push", "-q", "origin", "main:" + branch);
    }

    @Test
    void an_object_on_the_base_branch_that_unpacks_beyond_the_limit_is_refused() {
        pushBomb("main");
        assertThatThrownBy(() -> fetch(reader(SMALL)))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("more than is read");
    }

    @Test
    void on_an_agents_branch_it_is_in_nobodys_way(@TempDir Path folder) {
        pushBomb("agents/bomb");
        try (JGitRepository repository = new JGitRepository(folder.resolve("objects"), reader(SMALL))) {
            for (int i = 0; i < 2; i++) {
                Refs refs = repository.fetch();
                assertThat(repository.bring(refs, "refs/heads/agents/bomb"))
                        .isInstanceOfSatisfying(
                                Guest.TooMuch.class,
                                much -> assertThat(much.why()).contains("1048576 bytes in one object"));
            }
            scene.git("push", "-q", "-f", "origin", "main~1:agents/bomb");
            assertThat(repository.bring(repository.fetch(), "refs/heads/agents/bomb"))
                    .isInstanceOf(Guest.Here.class);
        }
    }

    @Test
    void too_many_branches_are_refused() {
        for (int i = 0; i < 4; i++) {
            scene.git("push", "-q", "origin", "main:feature/" + i);
        }
        GitRemote.Limits few = new GitRemote.Limits(
                Duration.ofSeconds(5), Duration.ofSeconds(30), 8 << 20, 1 << 20, 3, GitRemote.Guests.USUAL);
        assertThatThrownBy(() -> fetch(reader(few)))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("Delete old ones");
    }

    @Test
    void a_url_that_this_version_does_not_speak_says_so() {
        for (String url : List.of("ssh://git@git.example.com/infra.git", "http://git.example.com/infra.git")) {
            assertThatThrownBy(() -> fetch(remote(url, Optional.empty(), GitRemote.Limits.USUAL)))
                    .isInstanceOf(Stalled.class)
                    .hasMessageContaining("https");
        }
    }

    @Test
    void a_password_in_the_url_is_refused_and_not_repeated() {
        String url = scene.url().replace("https://", "https://me:" + PASSWORD + "@");
        assertThatThrownBy(() -> fetch(remote(url, Optional.of(scene.pem()), GitRemote.Limits.USUAL)))
                .isInstanceOf(Stalled.class)
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void a_bundle_that_is_no_certificate_is_for_an_administrator() {
        assertThatThrownBy(() -> fetch(remote(scene.url(), Optional.of("hello"), GitRemote.Limits.USUAL)))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("caBundle");
    }

    private GitRemote reader(GitRemote.Limits limits) {
        return new GitRemote(
                scene.url(),
                Optional.of(scene.pem()),
                Optional.empty(),
                Optional.of(scene.credential("reader", Role.READER)),
                limits);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A server with the right certificate and the wrong answers. */
    private static final class Liar implements AutoCloseable {
        private final HttpsServer server;
        private final java.util.concurrent.ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        /** The answer to everything. */
        @FunctionalInterface
        interface Lie {
            void to(HttpExchange exchange) throws IOException;
        }

        Liar(GitScene scene, Lie lie) {
            try {
                server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            server.setHttpsConfigurator(new HttpsConfigurator(GitServer.tls(scene.site)));
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                try (exchange) {
                    lie.to(exchange);
                }
            });
            server.start();
        }

        String url() {
            return "https://127.0.0.1:" + server.getAddress().getPort() + "/infra.git";
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
