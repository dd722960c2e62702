package dev.holdpoint.e2e.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.adapter.engine.PlanFile;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.StateHead;
import dev.holdpoint.app.runner.ApplyGate;
import dev.holdpoint.app.runner.EngineRun;
import dev.holdpoint.core.apply.ApplyOutcome;
import dev.holdpoint.core.apply.ApplyOutcome.Applied;
import dev.holdpoint.core.apply.ApplyOutcome.NothingDone;
import dev.holdpoint.core.apply.ApplyOutcome.PartlyDone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Applies with the real engine that go well, go wrong, or must not begin. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ApplyRunTest {
    private static final String TWO = """
            resource "terraform_data" "a" { input = 1 }
            resource "terraform_data" "b" { input = terraform_data.a.id }
            """;

    @TempDir
    Path folder;

    private PlayedPod pod;

    @AfterEach
    void end() {
        pod.close();
    }

    @Test
    void an_engine_starts_only_after_the_gate_said_go() throws Exception {
        applyPod(TWO, Optional.empty());
        pod.gate.answer = new ApplyGate.Opening.Stop("a vote was withdrawn");

        assertThat(pod.render()).isEqualTo(EngineRun.DONE);
        assertThat(pod.wrapper()).isEqualTo(EngineRun.NOTHING);

        assertThat(pod.paths.run().resolve("apply.out")).doesNotExist();
        assertThat(pod.gate.outcomes).isEmpty();
        assertThat(pod.product()).isEqualTo(new Delivery.Failed("a vote was withdrawn"));
    }

    @Test
    void a_replaced_and_a_destroyed_thing_count_as_done_when_both_halves_are() throws Exception {
        byte[] state = applied(TWO, Optional.empty());
        String changed = """
                resource "terraform_data" "a" {
                  input            = 1
                  triggers_replace = 2
                  lifecycle { create_before_destroy = true }
                }
                """;

        applyPod(changed, Optional.of(state));
        run();

        assertThat(pod.gate.outcomes).singleElement().isInstanceOf(Applied.class);
    }

    @Test
    void forgetting_and_moving_and_new_outputs_are_done_without_any_change_of_a_thing() throws Exception {
        byte[] state = applied(TWO, Optional.empty());
        String changed = """
                moved {
                  from = terraform_data.a
                  to   = terraform_data.c
                }
                removed {
                  from = terraform_data.b
                  lifecycle { destroy = false }
                }
                resource "terraform_data" "c" { input = 1 }
                output "new" { value = 1 }
                """;

        applyPod(changed, Optional.of(state));
        run();

        long before = StateHead.read(state).orElseThrow().serial();
        assertThat(pod.gate.outcomes).singleElement().isInstanceOf(Applied.class);
        assertThat(StateHead.read(pod.gate.newest()).orElseThrow().serial()).isGreaterThan(before);
    }

    @Test
    void a_failing_step_is_partly_done_and_its_secret_stays_inside() throws Exception {
        String failing = """
                variable "secret" {
                  default   = "hunter2-is-the-password"
                  sensitive = true
                }
                resource "terraform_data" "ok" {}
                resource "terraform_data" "bad" {
                  depends_on = [terraform_data.ok]
                  provisioner "local-exec" {
                    command     = "echo $S; exit 3"
                    environment = { S = nonsensitive(var.secret) }
                  }
                }
                resource "terraform_data" "never" { depends_on = [terraform_data.bad] }
                """;

        applyPod(failing, Optional.empty());
        run();

        assertThat(Files.readString(pod.paths.run().resolve("apply.out"))).contains("hunter2");
        ApplyOutcome outcome = pod.gate.outcomes.get(0);
        assertThat(outcome).isInstanceOf(PartlyDone.class);
        assertThat(((PartlyDone) outcome).why()).contains("local-exec provisioner error");
        assertThat(((PartlyDone) outcome).orphans()).isEmpty();
        assertThat(outcome + pod.log()).doesNotContain("hunter2");
    }

    @Test
    void an_engine_killed_in_the_middle_leaves_a_possible_orphan_by_name() throws Exception {
        String suicide = """
                resource "terraform_data" "a" {
                  provisioner "local-exec" { command = "kill -9 $PPID" }
                }
                """;

        applyPod(suicide, Optional.empty());
        run();

        assertThat(pod.gate.outcomes)
                .containsExactly(new PartlyDone(
                        "the engine's apply ended with exit code 137", 0, 0, java.util.List.of("terraform_data.a")));
    }

    @Test
    void a_plan_that_the_state_has_left_behind_does_nothing() throws Exception {
        byte[] state = applied(TWO, Optional.empty());
        byte[] plan = planned("resource \"terraform_data\" \"a\" { input = 2 }", Optional.of(state));
        byte[] newer = applied(TWO + "output \"x\" { value = 1 }\n", Optional.of(state));

        pod("resource \"terraform_data\" \"a\" { input = 2 }", Optional.of(newer), Optional.of(plan));
        run();

        assertThat(pod.gate.outcomes).containsExactly(new NothingDone("error: Saved plan is stale"));
    }

    @Test
    void a_state_that_custody_refuses_comes_back_as_a_candidate() throws Exception {
        applyPod(TWO, Optional.empty());
        pod.gate.holds = false;

        run();

        assertThat(pod.gate.outcomes).singleElement().isInstanceOf(PartlyDone.class);
        Delivery.CandidateState candidate = (Delivery.CandidateState) pod.product();
        byte[] state = new GZIPInputStream(new ByteArrayInputStream(candidate.gzip())).readAllBytes();
        assertThat(StateHead.read(state).orElseThrow().holdsManaged()).isTrue();
    }

    @Test
    void a_plan_made_for_another_backend_is_seen_to_have_gone_past_us() throws Exception {
        byte[] foreign = foreignPlan();
        assertThat(PlanFile.open(foreign)).isInstanceOf(PlanFile.Opening.Refused.class);

        pod(TWO, Optional.empty(), Optional.of(foreign));
        run();

        assertThat(pod.gate.outcomes).singleElement().isInstanceOf(PartlyDone.class);
        assertThat(pod.gate.outcomes.toString()).contains("before it had locked and read the state");
        assertThat(pod.gate.stored).isEmpty();
    }

    @Test
    void a_plan_file_cut_short_after_it_was_announced_is_not_applied() throws Exception {
        applyPod(TWO, Optional.empty());
        assertThat(pod.render()).isEqualTo(EngineRun.DONE);
        byte[] plan = Files.readAllBytes(pod.paths.plan());
        Files.write(pod.paths.plan(), Arrays.copyOf(plan, plan.length - 1));

        pod.wrapper();

        assertThat(pod.gate.outcomes)
                .containsExactly(new NothingDone("the plan file is not the one that was announced"));
        assertThat(pod.paths.run().resolve("apply.out")).doesNotExist();
    }

    @Test
    void a_plan_file_swapped_for_another_good_one_is_not_applied() throws Exception {
        byte[] other = planned("resource \"terraform_data\" \"other\" {}", Optional.empty());
        applyPod(TWO, Optional.empty());
        assertThat(pod.render()).isEqualTo(EngineRun.DONE);
        Files.write(pod.paths.plan(), other);

        pod.wrapper();

        assertThat(pod.gate.outcomes).singleElement().isInstanceOf(NothingDone.class);
        assertThat(pod.gate.stored).isEmpty();
    }

    @Test
    void a_plan_that_cannot_be_rendered_never_reaches_the_gate() throws Exception {
        byte[] plan = planned(TWO, Optional.empty());
        pod(TWO, Optional.empty(), Optional.of(Arrays.copyOf(plan, plan.length / 2)));

        pod.render();
        pod.wrapper();

        assertThat(pod.gate.asked).isEmpty();
        assertThat(pod.product()).isInstanceOf(Delivery.Failed.class);
    }

    @Test
    void a_companion_started_again_before_go_never_says_it() throws Exception {
        applyPod(TWO, Optional.empty());
        pod.render();
        awaitAsked();
        pod.close();
        pod.companion();

        assertThat(pod.wrapper()).isEqualTo(EngineRun.NOTHING);

        assertThat(pod.paths.run().resolve("apply.out")).doesNotExist();
        assertThat(pod.gate.outcomes).isNotEmpty().allMatch(NothingDone.class::isInstance);
    }

    @Test
    void a_companion_started_again_while_the_engine_works_takes_its_states() throws Exception {
        Path begun = folder.resolve("begun");
        Path resumed = folder.resolve("resumed");
        String slow = """
                resource "terraform_data" "a" {
                  provisioner "local-exec" {
                    command = "touch BEGUN; for i in $(seq 100); do [ -e RESUMED ] && exit 0; sleep 0.1; done; exit 1"
                  }
                }
                """.replace("BEGUN", begun.toString()).replace("RESUMED", resumed.toString());
        applyPod(slow, Optional.empty());
        pod.render();
        Thread wrapper = Thread.ofVirtual().start(() -> {
            try {
                pod.wrapper();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await(begun);
        pod.close();
        pod.companion();
        Files.createFile(resumed);
        wrapper.join();

        assertThat(pod.gate.outcomes).as(pod::log).containsExactly(new Applied(0, 1));
        assertThat(pod.gate.asked).hasSize(1);
    }

    private void awaitAsked() throws InterruptedException {
        await(pod.paths.companion().resolve("asked"));
    }

    private static void await(Path file) throws InterruptedException {
        for (int i = 0; i < 200 && !Files.exists(file); i++) {
            Thread.sleep(50);
        }
        assertThat(file).exists();
    }

    /** A plan that the engine made with the local backend, in the folder that plan and apply work in. */
    private byte[] foreignPlan() throws Exception {
        planned(TWO, Optional.empty());
        Path stack = folder.resolve("pod/work/tree/stacks/shop");
        Files.delete(stack.resolve("holdpoint_override.tf"));
        for (String step : new String[] {"init", "plan -out=foreign"}) {
            Process tofu = new ProcessBuilder((PlayedPod.engine() + " " + step + " -input=false").split(" "))
                    .directory(stack.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(tofu.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(tofu.waitFor()).as(said).isZero();
        }
        return Files.readAllBytes(stack.resolve("foreign"));
    }

    private byte[] applied(String text, Optional<byte[]> state) throws Exception {
        applyPod(text, state);
        run();
        assertThat(pod.gate.outcomes).as(pod::log).singleElement().isInstanceOf(Applied.class);
        pod.close();
        return pod.gate.newest();
    }

    private void applyPod(String text, Optional<byte[]> state) throws Exception {
        byte[] plan = planned(text, state);
        pod(text, state, Optional.of(plan));
    }

    private byte[] planned(String text, Optional<byte[]> state) throws Exception {
        place(RunKind.PLAN, PlayedPod.assignment(PlayedPod.stack(text), state, Optional.empty()));
        try (PlayedPod planning = pod) {
            assertThat(planning.companion().wrapper()).as(planning::log).isEqualTo(EngineRun.DONE);
            return planning.plan();
        }
    }

    private void pod(String text, Optional<byte[]> state, Optional<byte[]> plan) throws IOException {
        place(RunKind.APPLY, PlayedPod.assignment(PlayedPod.stack(text), state, plan));
        pod.companion();
    }

    private void place(RunKind kind, Assignment assignment) throws IOException {
        Path root = folder.resolve("pod");
        if (Files.exists(root)) {
            Files.move(root, folder.resolve("ended-" + System.nanoTime()));
        }
        pod = new PlayedPod(root, kind, assignment, new MemoryGate());
    }

    private void run() throws IOException, InterruptedException {
        assertThat(pod.render()).as(pod::log).isEqualTo(EngineRun.DONE);
        pod.wrapper();
    }
}
