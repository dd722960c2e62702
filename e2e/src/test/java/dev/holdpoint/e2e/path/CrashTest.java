package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.port.RunKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A crash at any instant neither applies twice, nor loses state, nor leaves a lock that nobody can explain. */
@ExtendWith(PathExtension.class)
final class CrashTest {
    private static final String OPERATOR = "operator";
    private static final String ATTESTOR = "attestor";

    @Test
    void roles_killed_at_every_stage_apply_the_change_once(Place place) {
        place.first();
        StackStateStatus before = place.state();
        place.ask(Asks.thing("killed-roles"));
        place.await("killed-roles", Phase.Planning);
        Crash.role(place, OPERATOR);
        place.await("killed-roles", Phase.AwaitingApproval);
        place.voter("ada").vote("killed-roles", 1, "approve");
        Crash.role(place, ATTESTOR);
        place.voter("ben").vote("killed-roles", 1, "approve");
        place.await("killed-roles", Phase.Approved, Phase.Applying, Phase.Applied);
        Crash.role(place, OPERATOR);
        Crash.role(place, ATTESTOR);

        place.await("killed-roles", Phase.Applied);
        place.awaitCleanEnd("killed-roles");
        Invariants.appliedOnce(place, "killed-roles", before);
    }

    @Test
    void an_api_server_that_restarts_in_the_middle_loses_nothing(Place place) {
        place.first();
        StackStateStatus before = place.state();
        place.ask(Asks.thing("api-restarts"));
        place.await("api-restarts", Phase.Planning);
        place.cluster().restartApiServer();
        place.await("api-restarts", Phase.AwaitingApproval);
        place.approve("api-restarts");
        place.await("api-restarts", Phase.Approved, Phase.Applying, Phase.Applied);
        place.cluster().restartApiServer();

        place.await("api-restarts", Phase.Applied);
        place.awaitCleanEnd("api-restarts");
        Invariants.appliedOnce(place, "api-restarts", before);
    }

    @Test
    void an_apply_whose_pod_is_killed_is_never_repeated_and_its_lock_is_freed(Place place) {
        place.first();
        killedApply(place, "killed-apply", Duration.ZERO);
    }

    @Test
    void an_apply_pod_killed_at_any_moment_is_never_repeated(Place place) {
        full();
        place.first();
        for (int millis = 100; millis <= 3200; millis *= 2) {
            killedApply(place, "killed-after-" + millis, Duration.ofMillis(millis));
        }
    }

    @Test
    void each_role_killed_in_each_phase_applies_the_change_once(Place place) {
        full();
        place.first();
        for (Phase phase : List.of(
                Phase.Pending, Phase.Planning, Phase.AwaitingApproval, Phase.Approved, Phase.Applying, Phase.Applied)) {
            for (List<String> roles : List.of(List.of(OPERATOR), List.of(ATTESTOR), List.of(OPERATOR, ATTESTOR))) {
                killedRoles(place, phase, roles);
            }
        }
    }

    private static void killedRoles(Place place, Phase phase, List<String> roles) {
        String name = ("kill-" + String.join("-", roles) + "-" + phase).toLowerCase(Locale.ROOT);
        StackStateStatus before = place.state();
        place.ask(Asks.thing(name));
        boolean people = phase.compareTo(Phase.AwaitingApproval) > 0;
        if (people) {
            place.await(name, Phase.AwaitingApproval);
            place.approve(name);
        }
        place.reaches(name, phase);
        roles.forEach(role -> Crash.role(place, role));
        if (!people) {
            place.await(name, Phase.AwaitingApproval);
            place.approve(name);
        }
        place.await(name, Phase.Applied);
        place.awaitCleanEnd(name);
        Invariants.appliedOnce(place, name, before);
    }

    private static void full() {
        assumeTrue(Boolean.getBoolean("holdpoint.full"), "a crash at every step runs with -Dholdpoint.full=true");
    }

    private static void killedApply(Place place, String name, Duration after) {
        StackStateStatus before = place.state();
        place.ask(Asks.thing(name));
        place.await(name, Phase.AwaitingApproval);
        place.approve(name);
        place.await(name, Phase.Applying, Phase.Applied);
        assertThat(Place.becomes(after, () -> false)).isFalse();
        RunPod.all(place, name, RunKind.APPLY).forEach(Crash::processes);

        ChangeStatus ended = place.await(name, Phase.Failed, Phase.Applied);
        Place.until(() -> "the lock is free", () -> place.state().lock == null);
        StackStateStatus state = place.state();
        assertThat(state.fence).as("claims").isEqualTo(before.fence + 1);
        assertThat(state.lastOrder).isEqualTo(ended.approval.order);
        assertThat(state.lineage).isEqualTo(before.lineage);
        assertThat(state.current.serial).isBetween(before.current.serial, before.current.serial + 1);
        assertThat(ended.message).isNotBlank();
        assertThat(ended.outcome).isNotNull();
        if (ended.phase == Phase.Failed) {
            assertThat(ended.outcome.message)
                    .as("what is known")
                    .doesNotContain("gave the lock back")
                    .isNotBlank();
            assertThat(ended.nextActor).as("who must act").isEqualTo("requester");
        }
        place.awaitCleanEnd(name);
        goesOn(place, name);
    }

    /** The same file again with one thing more, whatever the killed run left behind. */
    private static void goesOn(Place place, String name) {
        String next = name + "-again";
        StackStateStatus before = place.state();
        InfrastructureChange again = Asks.thing(next);
        if (place.status(name).phase == Phase.Failed) {
            again.getSpec().source.files = List.of(
                    again.getSpec().source.files.getFirst(),
                    Asks.thing(name).getSpec().source.files.getFirst());
            again.getSpec().intent.effects.getFirst().atMost = 2;
        }
        place.ask(again);
        place.await(next, Phase.AwaitingApproval);
        place.approve(next);
        place.await(next, Phase.Applied);
        place.awaitCleanEnd(next);
        Invariants.appliedOnce(place, next, before);
    }
}
