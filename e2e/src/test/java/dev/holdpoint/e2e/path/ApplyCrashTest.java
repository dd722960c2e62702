package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.port.RunKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parts of an apply pod that die while the engine is in the middle of its work. */
@ExtendWith(PathExtension.class)
final class ApplyCrashTest {
    private static final int THINGS = 200;

    /** Longer than the engine itself tries, which is three times within three seconds. */
    private static final Duration AWAY = Duration.ofSeconds(8);

    @Test
    void a_companion_killed_in_the_middle_takes_its_lock_up_again_and_the_apply_comes_to_its_end(Place place) {
        place.first();
        StackStateStatus before = place.state();
        RunPod pod = inTheMiddle(place, "companion-dies");
        String holder = place.state().lock.holder;

        // Nobody is left who knows what this pod was given.
        Crash.role(place, "operator");
        pod.killCompanion();
        assertThat(place.state().lock.holder).isEqualTo(holder);
        pod.letTheEngineGoOn();

        ChangeStatus ended = place.await("companion-dies", Phase.Applied, Phase.Failed);
        assertThat(ended.phase).as(place.told("companion-dies")).isEqualTo(Phase.Applied);
        place.awaitCleanEnd("companion-dies");
        Invariants.appliedOnce(place, "companion-dies", before);
        assertThat(States.text(place)).contains("companion_dies").contains("" + (THINGS - 1));
    }

    @Test
    void an_api_server_that_is_away_when_the_state_is_posted_gets_it_when_it_is_back(Place place) {
        place.first();
        StackStateStatus before = place.state();
        RunPod pod = inTheMiddle(place, "api-away");

        place.cluster().restartApiServer(() -> {
            pod.letTheEngineGoOn();
            assertThat(Place.becomes(AWAY, () -> false)).isFalse();
        });

        ChangeStatus ended = place.await("api-away", Phase.Applied, Phase.Failed);
        assertThat(ended.phase).as(place.told("api-away")).isEqualTo(Phase.Applied);
        place.awaitCleanEnd("api-away");
        Invariants.appliedOnce(place, "api-away", before);
    }

    private static RunPod inTheMiddle(Place place, String name) {
        place.ask(Asks.things(name, THINGS));
        place.await(name, Phase.AwaitingApproval);
        place.approve(name);
        RunPod pod = RunPod.await(place, name, RunKind.APPLY);
        pod.holdTheEngineInTheMiddle();
        return pod;
    }
}
