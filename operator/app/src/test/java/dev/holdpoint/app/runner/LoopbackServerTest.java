package dev.holdpoint.app.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.StateCustody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How large a state an engine may send, over real HTTP: an engine prints the code of a refusal and nothing else of it. */
class LoopbackServerTest {
    @TempDir
    Path folder;

    private final HttpClient engine = HttpClient.newHttpClient();
    private byte[] stored;
    private LoopbackServer server;

    @BeforeEach
    void serve() throws IOException, InterruptedException {
        StateShelf shelf = new StateShelf() {
            @Override
            public Optional<byte[]> state() {
                return Optional.empty();
            }

            @Override
            public boolean writable() {
                return true;
            }

            @Override
            public boolean store(byte[] state) {
                stored = state;
                return true;
            }
        };
        StateEndpoint endpoint = new StateEndpoint(shelf, "pw", folder, () -> {});
        // A state needs no duty.
        server = new LoopbackServer(0, endpoint, "token", null);
        assertThat(say("LOCK", "", "{\"ID\":\"one\"}".getBytes(StandardCharsets.UTF_8), "run:pw")
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void close() {
        server.close();
        engine.close();
    }

    private HttpResponse<String> say(String method, String query, byte[] body, String who)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/state" + query))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(who.getBytes(StandardCharsets.UTF_8)))
                .header("Content-MD5", md5(body))
                .build();
        return engine.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(int bytes, String who) throws IOException, InterruptedException {
        String head = "{\"version\":4,\"serial\":1,\"lineage\":\"l\",\"x\":\"";
        String state = head + "x".repeat(bytes - head.length() - 2) + "\"}";
        return say("POST", "?ID=one", state.getBytes(StandardCharsets.UTF_8), who);
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_state_at_the_limit_is_taken() throws Exception {
        assertThat(post(StateCustody.MAX_STATE, "run:pw").statusCode()).isEqualTo(200);
        assertThat(stored).hasSize(StateCustody.MAX_STATE);
    }

    @Test
    void a_state_over_the_limit_is_answered_with_the_limit_however_far_over_it_is() throws Exception {
        for (int over : new int[] {1, 40 << 20}) {
            HttpResponse<String> answer = post(StateCustody.MAX_STATE + over, "run:pw");
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("a state may have at most 67108864 bytes");
        }
        assertThat(stored).isNull();
        assertThat(folder).isDirectoryNotContaining("glob:**state*");
    }

    @Test
    void who_is_not_the_engine_hears_nothing_of_limits() throws Exception {
        assertThat(post(StateCustody.MAX_STATE + 1, "run:guessed").statusCode()).isEqualTo(401);
    }
}
