package dev.holdpoint.e2e.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.StateHead;
import dev.holdpoint.core.apply.ApplyOutcome.Applied;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The wrapper as the pod starts it: a process of its own, from its command line. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WrapperProcessTest {
    @TempDir
    Path folder;

    @Test
    void an_apply_is_not_signalled_and_the_wrappers_end_waits_for_it() throws Exception {
        Path begun = folder.resolve("begun");
        Path leave = folder.resolve("leave");
        Map<String, byte[]> files =
                PlayedPod.stack("""
                resource "terraform_data" "a" {
                  provisioner "local-exec" {
                    command = "touch BEGUN; for i in $(seq 200); do [ -e LEAVE ] && exit 0; sleep 0.1; done; exit 1"
                  }
                }
                resource "terraform_data" "b" { depends_on = [terraform_data.a] }
                """.replace("BEGUN", begun.toString()).replace("LEAVE", leave.toString()));
        byte[] plan = planned(files);
        try (PlayedPod pod = pod(RunKind.APPLY, PlayedPod.assignment(files, Optional.empty(), Optional.of(plan)))) {
            pod.companion().render();
            Process wrapper = start(pod.paths, RunKind.APPLY, Map.of());
            await(begun);

            wrapper.destroy();
            assertThat(wrapper.waitFor(1, TimeUnit.SECONDS)).isFalse();
            Files.createFile(leave);
            assertThat(wrapper.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(pod.gate.outcomes).containsExactly(new Applied(0, serial(pod)));
        }
    }

    @Test
    void nothing_of_the_engine_reaches_the_containers_log_and_nothing_of_its_environment_the_engine() throws Exception {
        Map<String, byte[]> files = PlayedPod.stack("""
                resource "terraform_data" "kept" { input = "hunter2-in-the-plan" }
                resource "terraform_data" "log" { input = "TF_LOG" }
                """);
        try (PlayedPod pod = pod(RunKind.PLAN, PlayedPod.assignment(files, Optional.empty(), Optional.empty()))) {
            pod.companion();
            Process wrapper = start(
                    pod.paths,
                    RunKind.PLAN,
                    Map.of("TF_LOG", "TRACE", "TF_CLI_ARGS_plan", "-destroy", "TF_VAR_x", "y"));
            assertThat(wrapper.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(log()).isEqualToIgnoringNewLines("run=plan phase=plan code=0");
            assertThat(Files.readString(pod.paths.run().resolve("plan.out")))
                    .contains("2 to add, 0 to change, 0 to destroy");
            assertThat(pod.product()).isInstanceOf(Delivery.Plan.class);
        }
    }

    @Test
    void a_plan_pod_that_is_told_to_end_hands_over_why_there_is_no_plan() throws Exception {
        PlayedPod pod =
                pod(RunKind.PLAN, PlayedPod.assignment(PlayedPod.stack(""), Optional.empty(), Optional.empty()));
        pod.engineIs("touch " + folder + "/begun; exec sleep 300").companion();
        Process wrapper = start(pod.paths, RunKind.PLAN, Map.of());
        await(folder.resolve("begun"));

        wrapper.destroy();
        assertThat(wrapper.waitFor(30, TimeUnit.SECONDS)).isTrue();
        pod.close();

        assertThat(pod.product()).isInstanceOf(Delivery.Failed.class);
    }

    private Process start(RunPaths paths, RunKind kind, Map<String, String> environment) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdpoint.app.main.Holdpoint"));
        words.addAll(RunPaths.arguments(kind, RunPaths.WRAPPER_CONTAINER));
        words.addAll(List.of("--root", paths.root().toString()));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"), StandardCharsets.UTF_8);
    }

    private static long serial(PlayedPod pod) {
        return StateHead.read(pod.gate.newest()).orElseThrow().serial();
    }

    private byte[] planned(Map<String, byte[]> files) throws Exception {
        try (PlayedPod pod = pod(RunKind.PLAN, PlayedPod.assignment(files, Optional.empty(), Optional.empty()))) {
            pod.companion().wrapper();
            return pod.plan();
        }
    }

    private PlayedPod pod(RunKind kind, Assignment assignment) throws IOException {
        Path root = folder.resolve("pod");
        if (Files.exists(root)) {
            Files.move(root, folder.resolve("ended"));
        }
        return new PlayedPod(root, kind, assignment, new MemoryGate());
    }

    private static void await(Path file) throws InterruptedException {
        for (int i = 0; i < 400 && !Files.exists(file); i++) {
            Thread.sleep(50);
        }
        assertThat(file).exists();
    }
}
