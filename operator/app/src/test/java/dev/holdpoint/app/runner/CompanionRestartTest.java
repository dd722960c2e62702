package dev.holdpoint.app.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.adapter.engine.TofuEngine;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Receipt;
import dev.holdpoint.app.port.RunLine;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.runner.StateEndpoint.Request;
import dev.holdpoint.core.apply.ApplyOutcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A companion that is killed in the middle of an apply and started again: what lies in its volume and what custody says is
 * all that the new one knows.
 */
class CompanionRestartTest {
    private static final String PASSWORD = "pw";

    @TempDir
    Path root;

    private final Custody custody = new Custody();
    private final List<Delivery> delivered = new ArrayList<>();
    private boolean roleAnswers = true;
    private RunPaths paths;
    private ApplyDuty duty;
    private StateEndpoint endpoint;

    @BeforeEach
    void firstCompanion() throws IOException {
        paths = new RunPaths(root);
        Files.createDirectories(paths.companion());
        Files.createDirectories(paths.run());
        Files.createDirectories(paths.tree());
        Files.writeString(EngineFiles.output(paths, "show"), "{}");
        companion();
    }

    @Test
    void what_a_running_engine_posts_to_a_companion_that_was_started_again_is_stored_under_the_same_lock() {
        goSaid();
        companion();

        assertThat(post(state(1))).isEqualTo(200);
        assertThat(custody.stored).containsExactly(state(1));
        assertThat(custody.opened).isEqualTo(1);
    }

    @Test
    void the_state_that_was_registered_is_served_by_a_companion_that_no_role_hands_it_to() {
        custody.registered = Optional.of(bytes(state(4)));
        companion();
        goSaid();
        custody.registered = Optional.empty();
        companion();

        assertThat(endpoint.newest()).hasValue(bytes(state(4)));
        assertThat(post(state(4).replace("\"l\"", "\"m\""))).isEqualTo(409);
        assertThat(post(state(5))).isEqualTo(200);
    }

    @Test
    void a_companion_that_was_started_again_never_says_go_and_never_asks_the_gate_again() {
        duty.rendered(Ended.by("show", 0));
        Replies.settle(custody);
        companion();

        assertThat(duty.rendered(Ended.by("show", 0)).code()).isEqualTo(Duty.Reply.DONE);
        assertThat(duty.go().code()).isEqualTo(Duty.Reply.NO);
        assertThat(custody.opened).isEqualTo(1);
    }

    @Test
    void a_lock_taken_before_go_is_given_back_by_the_companion_that_finds_it() {
        duty.rendered(Ended.by("show", 0));
        Replies.settle(custody);
        companion();

        assertThat(duty.ended(Ended.trouble("start", "not started")).code()).isEqualTo(Duty.Reply.DONE);
        assertThat(custody.outcomes).singleElement().isInstanceOf(ApplyOutcome.NothingDone.class);
        assertThat(custody.locked).isFalse();
        assertThat(delivered).isEmpty();
    }

    @Test
    void an_end_that_cannot_be_written_since_nothing_is_held_is_not_handed_over() {
        goSaid();
        custody.locked = false;
        companion();

        assertThat(duty.ended(Ended.by("apply", 0)).code()).isEqualTo(Duty.Reply.NO);
        assertThat(duty.ended(Ended.by("apply", 0)).code()).isEqualTo(Duty.Reply.NO);
        assertThat(custody.outcomes).isEmpty();
    }

    @Test
    void a_custody_that_is_away_is_waited_for_before_the_engine_is_told() {
        goSaid();
        companion();
        custody.awayFor = 2;

        assertThat(post(state(1))).isEqualTo(200);
        assertThat(custody.stored).hasSize(1);
    }

    @Test
    void a_state_that_the_engine_left_in_a_file_becomes_current_under_the_lock() throws IOException {
        goSaid();
        companion();
        Files.writeString(paths.tree().resolve("errored.tfstate"), state(1));

        assertThat(duty.ended(Ended.by("apply", 1)).code()).isEqualTo(Duty.Reply.DONE);

        assertThat(custody.stored).containsExactly(state(1));
        assertThat(delivered).isEmpty();
    }

    @Test
    void a_state_left_in_a_file_after_the_lock_was_lost_goes_to_the_role_as_a_candidate() throws IOException {
        goSaid();
        companion();
        custody.locked = false;
        Files.writeString(paths.tree().resolve("errored.tfstate"), state(1));

        duty.ended(Ended.by("apply", 1));

        assertThat(custody.stored).isEmpty();
        assertThat(delivered).singleElement().isInstanceOf(Delivery.CandidateState.class);
    }

    @Test
    void a_state_left_in_a_file_that_is_larger_than_a_state_may_be_is_kept_whole_and_the_end_says_so()
            throws Exception {
        goSaid();
        Path file = paths.tree().resolve("errored.tfstate");
        Files.write(file, new byte[StateCustody.MAX_STATE + 1]);

        assertThat(duty.ended(Ended.by("apply", 1)).code()).isEqualTo(Duty.Reply.DONE);

        assertThat(custody.stored).isEmpty();
        byte[] gzip = ((Delivery.CandidateState) delivered.getFirst()).gzip();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            assertThat(in.readAllBytes()).hasSize(StateCustody.MAX_STATE + 1);
        }
        assertThat(custody.outcomes.toString()).contains("67108864 bytes").contains("kept beside the states");
    }

    @Test
    void a_state_at_the_limit_is_taken_from_its_file() throws IOException {
        goSaid();
        String small = state(1);
        String largest = small.replace("}", ",\"x\":\"\"}");
        largest = largest.replace("\"\"", "\"" + "x".repeat(StateCustody.MAX_STATE - largest.length()) + "\"");
        Files.writeString(paths.tree().resolve("errored.tfstate"), largest);

        duty.ended(Ended.by("apply", 1));

        assertThat(custody.stored).hasSize(1);
        assertThat(delivered).isEmpty();
    }

    @Test
    void the_end_says_so_when_nobody_can_keep_what_an_engine_left() throws IOException {
        goSaid();
        byte[] noise = new byte[StateCustody.MAX_CANDIDATE + 1];
        new Random(7).nextBytes(noise);
        Files.write(paths.tree().resolve("errored.tfstate"), noise);

        assertThat(duty.ended(Ended.by("apply", 1)).code()).isEqualTo(Duty.Reply.DONE);

        assertThat(delivered).isEmpty();
        assertThat(custody.outcomes.toString())
                .contains("is lost")
                .contains(StateCustody.MAX_CANDIDATE + " compressed");
    }

    @Test
    void an_end_is_not_written_while_nobody_took_what_the_engine_left() throws IOException {
        goSaid();
        roleAnswers = false;
        Files.write(paths.tree().resolve("errored.tfstate"), new byte[StateCustody.MAX_STATE + 1]);

        assertThat(duty.ended(Ended.by("apply", 1)).code()).isEqualTo(Duty.Reply.WAIT);
        assertThat(custody.outcomes).isEmpty();
    }

    /** A companion of this pod: the first, or one more after a kill, which closes nothing. */
    private void companion() {
        PrintStream log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Companion.Parts parts = new Companion.Parts(paths, new Line(), new TofuEngine(), Duration.ofSeconds(2), log);
        Courier courier = new Courier(parts.line(), parts.patience(), log);
        Assignment assignment =
                new Assignment("OpenTofu", "1", "0", "", Map.of(), "0", "", custody.registered, Optional.empty(), 60);
        duty = new ApplyDuty(parts, assignment, custody.gate(), courier);
        endpoint = new StateEndpoint(duty.shelf(), PASSWORD, paths.companion(), duty::firstRead);
        duty.serveBy(endpoint);
    }

    private void goSaid() {
        duty.rendered(Ended.by("show", 0));
        assertThat(duty.go().code()).isEqualTo(Duty.Reply.DONE);
        endpoint.answer(request("LOCK", "", "{\"ID\":\"one\"}"));
    }

    private int post(String state) {
        return endpoint.answer(request("POST", "ID=one", state)).code();
    }

    private static Request request(String method, String query, String body) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("run:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return new Request(method, query, basic, md5(bytes(body)), bytes(body));
    }

    private static String state(long serial) {
        return "{\"version\":4,\"serial\":" + serial + ",\"lineage\":\"l\"}";
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

    /** Waits for the gate that is asked in a thread of its own. */
    private static final class Replies {
        static void settle(Custody custody) {
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (!custody.locked && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(custody.locked).isTrue();
        }
    }

    /** The role that started the run, which takes what it is given and gives nothing out a second time. */
    private final class Line implements RunLine {
        @Override
        public Optional<Assignment> assignment() {
            throw new Unavailable("the role was started again");
        }

        @Override
        public Receipt deliver(Delivery delivery) {
            if (!roleAnswers) {
                throw new Unavailable("the role is away");
            }
            delivered.add(delivery);
            return Receipt.STORED;
        }
    }

    /** What stands in the cluster, whichever companion looks. */
    private static final class Custody {
        private Optional<byte[]> registered = Optional.empty();
        private final List<String> stored = new ArrayList<>();
        private final List<ApplyOutcome> outcomes = new ArrayList<>();
        private volatile boolean locked;
        private int opened;
        private int awayFor;

        ApplyGate gate() {
            return new Gate();
        }

        private final class Gate implements ApplyGate {
            private boolean held;

            @Override
            public Opening open(byte[] planJson) {
                opened++;
                held = true;
                locked = true;
                return new Opening.Go(1, 1);
            }

            @Override
            public Optional<byte[]> state() {
                return registered;
            }

            @Override
            public boolean store(byte[] state) {
                if (awayFor > 0) {
                    awayFor--;
                    throw new Unavailable("the API server is being restarted");
                }
                return held && locked && stored.add(new String(state, StandardCharsets.UTF_8));
            }

            @Override
            public boolean resume(long serialBefore) {
                held = locked;
                return held;
            }

            @Override
            public boolean finish(ApplyOutcome outcome) {
                if (!held) {
                    return false;
                }
                outcomes.add(outcome);
                locked = false;
                held = false;
                return true;
            }
        }
    }
}
