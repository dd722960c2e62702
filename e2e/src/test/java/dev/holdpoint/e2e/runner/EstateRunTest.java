package dev.holdpoint.e2e.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.adapter.engine.PlanFile;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.StateHead;
import dev.holdpoint.app.runner.EngineRun;
import dev.holdpoint.core.apply.ApplyOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's estate through plan, render and apply, with the real engine. */
class EstateRunTest {
    @TempDir
    Path folder;

    @Test
    void an_estate_is_planned_rendered_and_applied() throws Exception {
        Map<String, byte[]> estate = PlayedPod.estate();
        byte[] plan = plan(estate, Optional.empty());
        assertThat(PlanFile.open(plan)).isInstanceOf(PlanFile.Opening.Opened.class);

        String json = rendered(plan);
        assertThat(json).contains("\"resource_changes\"", "terraform_data.database");

        MemoryGate gate = apply(estate, plan, Optional.empty());
        assertThat(gate.outcomes)
                .containsExactly(new ApplyOutcome.Applied(
                        0, StateHead.read(gate.newest()).orElseThrow().serial()));
        assertThat(new String(gate.newest(), StandardCharsets.UTF_8)).contains("shop-uploads");
        assertThat(withoutTime(new String(gate.asked.get(0), StandardCharsets.UTF_8)))
                .isEqualTo(withoutTime(json));
    }

    @Test
    void the_plan_of_an_applied_estate_has_its_lineage_and_serial_and_changes_nothing() throws Exception {
        Map<String, byte[]> estate = PlayedPod.estate();
        byte[] state =
                apply(estate, plan(estate, Optional.empty()), Optional.empty()).newest();

        byte[] again = plan(estate, Optional.of(state));
        PlanFile opened = ((PlanFile.Opening.Opened) PlanFile.open(again)).plan();
        MemoryGate gate = apply(estate, again, Optional.of(state));

        StateHead head = StateHead.read(state).orElseThrow();
        assertThat(opened.prior()).isEqualTo(head);
        assertThat(gate.stored).isEmpty();
        assertThat(gate.outcomes).containsExactly(new ApplyOutcome.Applied(head.serial(), head.serial()));
    }

    private byte[] plan(Map<String, byte[]> files, Optional<byte[]> state) throws IOException, InterruptedException {
        try (PlayedPod pod = pod(RunKind.PLAN, PlayedPod.assignment(files, state, Optional.empty()))) {
            assertThat(pod.companion().wrapper()).as(pod::log).isEqualTo(EngineRun.DONE);
            return pod.plan();
        }
    }

    private String rendered(byte[] plan) throws IOException, InterruptedException {
        try (PlayedPod pod = pod(RunKind.RENDER, PlayedPod.assignment(Map.of(), Optional.empty(), Optional.of(plan)))) {
            assertThat(pod.companion().wrapper()).as(pod::log).isEqualTo(EngineRun.DONE);
            return switch (pod.product()) {
                case Delivery.Rendered json -> new String(json.json(), StandardCharsets.UTF_8);
                case Delivery other -> throw new AssertionError(other.toString());
            };
        }
    }

    private MemoryGate apply(Map<String, byte[]> files, byte[] plan, Optional<byte[]> state)
            throws IOException, InterruptedException {
        try (PlayedPod pod = pod(RunKind.APPLY, PlayedPod.assignment(files, state, Optional.of(plan)))) {
            assertThat(pod.companion().render()).as(pod::log).isEqualTo(EngineRun.DONE);
            assertThat(pod.wrapper()).as(pod::log).isEqualTo(EngineRun.DONE);
            assertThat(pod.delivered).isEmpty();
            return pod.gate;
        }
    }

    /** Plan and apply work below the same absolute folder, each on volumes of its own. */
    private PlayedPod pod(RunKind kind, Assignment assignment) throws IOException {
        Path root = folder.resolve("pod");
        if (Files.exists(root)) {
            Files.move(root, folder.resolve("ended-" + System.nanoTime()));
        }
        return new PlayedPod(root, kind, assignment, new MemoryGate());
    }

    private static String withoutTime(String json) {
        return json.replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }
}
