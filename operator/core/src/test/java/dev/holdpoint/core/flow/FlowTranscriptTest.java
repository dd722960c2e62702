package dev.holdpoint.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FlowTranscriptTest {
    private static Path transcript(String name) {
        try {
            return Path.of(FlowTranscriptTest.class.getResource("/flow/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> the_controller_decides_as_written() {
        return Transcript.read(transcript("controller.txt")).stream()
                .map(line -> DynamicTest.dynamicTest(
                        "controller.txt:" + line.number(),
                        () -> assertThat(show(
                                        Flow.decide(Transcript.controller(line.facts()), Transcript.now(line.facts()))))
                                .as("controller.txt line %d, facts %s", line.number(), line.facts())
                                .isEqualTo(line.expected())));
    }

    @TestFactory
    Stream<DynamicTest> the_attestor_decides_as_written() {
        return Transcript.read(transcript("attestor.txt")).stream()
                .map(line -> DynamicTest.dynamicTest(
                        "attestor.txt:" + line.number(),
                        () -> assertThat(show(AttestFlow.decide(Transcript.attestor(line.facts()))))
                                .as("attestor.txt line %d, facts %s", line.number(), line.facts())
                                .isEqualTo(line.expected())));
    }

    @Test
    void every_step_and_every_stage_is_in_a_transcript() {
        Set<String> seen = new HashSet<>();
        List.of("controller.txt", "attestor.txt")
                .forEach(name -> Transcript.read(transcript(name)).forEach(line -> {
                    seen.add(line.expected().split("[\\[ |]", 2)[0]);
                    seen.add(line.facts().getOrDefault("stage", "NEW"));
                }));
        for (Class<?> step : Step.class.getPermittedSubclasses()) {
            assertThat(seen).contains(step.getSimpleName());
        }
        for (Class<?> step : AttestStep.class.getPermittedSubclasses()) {
            assertThat(seen).contains(step.getSimpleName());
        }
        for (Stage stage : Stage.values()) {
            assertThat(seen).contains(stage.name());
        }
    }

    private static String show(Decision<?> decision) {
        String step = decision.step().toString().replaceFirst("^(\\w+)\\[\\]$", "$1");
        return step + " | " + decision.because() + " | " + decision.next().word();
    }
}
