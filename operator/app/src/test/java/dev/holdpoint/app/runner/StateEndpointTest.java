package dev.holdpoint.app.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.runner.StateEndpoint.Answer;
import dev.holdpoint.app.runner.StateEndpoint.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP backend protocol as the engines speak it, and what the endpoint refuses. */
class StateEndpointTest {
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("run:pw".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private final List<byte[]> stored = new ArrayList<>();
    private final List<String> reads = new ArrayList<>();
    private boolean holds = true;
    private boolean custodyAnswers = true;
    private Optional<byte[]> registered = Optional.empty();
    private StateEndpoint endpoint;

    @BeforeEach
    void start() {
        endpoint = endpoint(true);
    }

    @Test
    void without_the_runs_password_nothing_is_answered() {
        Answer answer = endpoint.answer(new Request("GET", "", "Basic eDp5", "", new byte[0]));

        assertThat(answer.code()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_stack_without_state_has_no_content() {
        assertThat(say("GET", "", "")).isEqualTo(204);
    }

    @Test
    void a_lock_is_taken_again_by_the_same_id_and_by_no_other() {
        assertThat(say("LOCK", "", "{\"ID\":\"one\",\"Operation\":\"x\"}")).isEqualTo(200);
        assertThat(say("LOCK", "", "{\"ID\":\"one\",\"Operation\":\"x\"}")).isEqualTo(200);
        assertThat(say("LOCK", "", "{\"ID\":\"two\"}")).isEqualTo(423);
    }

    @Test
    void the_reason_of_a_refused_lock_stands_in_its_id() {
        say("LOCK", "", "{\"ID\":\"one\"}");

        Answer answer = endpoint.answer(request("LOCK", "", "{\"ID\":\"two\"}"));

        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"ID\":\"holdpoint: held by");
    }

    @Test
    void a_state_is_written_under_the_lock_and_read_back() {
        locked();

        assertThat(say("POST", "ID=one", state(1, "x"))).isEqualTo(200);

        assertThat(endpoint.answer(request("GET", "", "")).body()).isEqualTo(bytes(state(1, "x")));
        assertThat(stored).hasSize(1);
    }

    @Test
    void the_same_bytes_again_are_accepted_and_stored_once() {
        locked();
        say("POST", "ID=one", state(1, "x"));

        assertThat(say("POST", "ID=one", state(1, "x"))).isEqualTo(200);
        assertThat(stored).hasSize(1);
    }

    @Test
    void other_bytes_under_the_same_or_a_lower_serial_are_refused() {
        locked();
        say("POST", "ID=one", state(2, "x"));

        assertThat(say("POST", "ID=one", state(2, "y"))).isEqualTo(409);
        assertThat(say("POST", "ID=one", state(1, "y"))).isEqualTo(409);
        assertThat(stored).hasSize(1);
    }

    @Test
    void another_lineage_than_the_registered_one_is_refused() {
        registered = Optional.of(bytes(state(1, "x")));
        locked();

        assertThat(say("POST", "ID=one", state(2, "x").replace("\"l\"", "\"m\"")))
                .isEqualTo(409);
    }

    @Test
    void another_lock_or_none_is_refused() {
        assertThat(say("POST", "ID=one", state(1, "x"))).isEqualTo(409);
        locked();
        assertThat(say("POST", "", state(1, "x"))).isEqualTo(409);
        assertThat(say("POST", "ID=two", state(1, "x"))).isEqualTo(409);
        assertThat(say("POST", "ID=one&ID=two", state(1, "x"))).isEqualTo(409);
        assertThat(stored).isEmpty();
    }

    @Test
    void bytes_that_do_not_match_their_md5_are_refused() {
        locked();

        Request cut = new Request("POST", "ID=one", BASIC, md5(bytes(state(1, "xyz"))), bytes(state(1, "x")));

        assertThat(endpoint.answer(cut).code()).isEqualTo(400);
        assertThat(stored).isEmpty();
    }

    @Test
    void what_is_no_state_is_refused() {
        locked();

        assertThat(say("POST", "ID=one", "{\"version\":4}")).isEqualTo(400);
    }

    @Test
    void a_lost_order_stops_the_engine_and_a_silent_custody_lets_it_try_again() {
        locked();
        custodyAnswers = false;
        assertThat(say("POST", "ID=one", state(1, "x"))).isEqualTo(503);
        custodyAnswers = true;
        holds = false;
        assertThat(say("POST", "ID=one", state(1, "x"))).isEqualTo(409);
    }

    @Test
    void the_largest_state_is_stored_and_one_byte_more_is_refused_before_anything_of_it_is_kept() {
        locked();
        String largest = padded(StateCustody.MAX_STATE);

        Answer answer = endpoint.answer(request("POST", "ID=one", largest + " "));

        assertThat(answer.code()).isEqualTo(413);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("at most 67108864 bytes");
        assertThat(stored).isEmpty();
        assertThat(say("GET", "", "")).isEqualTo(204);
        assertThat(say("POST", "ID=one", largest)).isEqualTo(200);
        assertThat(stored).hasSize(1);
    }

    private static String padded(int length) {
        String empty = state(1, "");
        return state(1, "x".repeat(length - empty.length()));
    }

    @Test
    void a_plan_run_may_lock_and_read_and_never_write() {
        endpoint = endpoint(false);
        locked();

        assertThat(say("POST", "ID=one", state(1, "x"))).isEqualTo(403);
    }

    @Test
    void an_unlock_needs_the_locks_id_and_may_come_twice() {
        locked();

        assertThat(say("UNLOCK", "", "")).isEqualTo(409);
        assertThat(say("UNLOCK", "", "{\"ID\":\"two\"}")).isEqualTo(409);
        assertThat(say("UNLOCK", "", "{\"ID\":\"one\"}")).isEqualTo(200);
        assertThat(say("UNLOCK", "", "{\"ID\":\"one\"}")).isEqualTo(200);
        assertThat(say("POST", "ID=one", state(1, "x"))).isEqualTo(409);
    }

    @Test
    void a_state_is_never_deleted() {
        assertThat(say("DELETE", "", "")).isEqualTo(405);
        assertThat(say("PUT", "", "")).isEqualTo(405);
    }

    @Test
    void the_first_read_under_the_lock_is_told_once_and_a_read_without_it_never() {
        say("GET", "", "");
        assertThat(reads).isEmpty();
        locked();
        say("GET", "", "");
        say("GET", "", "");

        assertThat(reads).hasSize(1);
        assertThat(endpoint.wasRead()).isTrue();
    }

    @Test
    void lock_and_newest_state_survive_a_restart() {
        locked();
        say("POST", "ID=one", state(1, "x"));

        endpoint = endpoint(true);

        assertThat(endpoint.answer(request("GET", "", "")).body()).isEqualTo(bytes(state(1, "x")));
        assertThat(say("POST", "ID=one", state(2, "y"))).isEqualTo(200);
    }

    private void locked() {
        say("LOCK", "", "{\"ID\":\"one\"}");
    }

    private int say(String method, String query, String body) {
        return endpoint.answer(request(method, query, body)).code();
    }

    private static Request request(String method, String query, String body) {
        return new Request(method, query, BASIC, md5(bytes(body)), bytes(body));
    }

    private static String state(long serial, String content) {
        return "{\"version\":4,\"serial\":" + serial + ",\"lineage\":\"l\",\"outputs\":\"" + content + "\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private StateEndpoint endpoint(boolean writable) {
        StateShelf shelf = new StateShelf() {
            @Override
            public Optional<byte[]> state() {
                return registered;
            }

            @Override
            public boolean writable() {
                return writable;
            }

            @Override
            public boolean store(byte[] state) {
                if (!custodyAnswers) {
                    throw new Unavailable("custody is away");
                }
                return holds && stored.add(state);
            }
        };
        return new StateEndpoint(shelf, "pw", folder, () -> reads.add("read"));
    }
}
