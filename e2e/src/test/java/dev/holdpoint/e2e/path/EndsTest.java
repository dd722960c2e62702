package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.port.RunKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes that end without an apply leave nothing behind and stop nobody. */
@ExtendWith(PathExtension.class)
final class EndsTest {
    @Test
    void a_newer_change_of_the_same_agent_takes_the_place_of_an_older_one(Place place) {
        place.first();
        place.ask(Asks.thing("older"));
        place.await("older", Phase.AwaitingApproval);
        place.voter("ada").vote("older", 1, "approve");
        place.ask(Asks.instead("newer", "older"));

        ChangeStatus older = place.await("older", Phase.Superseded);
        assertThat(older.message).contains("newer");
        place.awaitCleanEnd("older");
        assertThat(place.voter("ada").refsOf("older")).isEmpty();
        place.await("newer", Phase.AwaitingApproval);
        place.withdraw("newer");
        place.await("newer", Phase.Withdrawn);
        place.awaitCleanEnd("newer");
        assertThat(Ledgers.anchored(place).exit()).isZero();
    }

    @Test
    void a_change_can_be_taken_back_at_once_in_planning_and_in_the_queue(Place place) {
        place.first();
        StackStateStatus before = place.state();
        place.ask(Asks.thing("back-at-once"));
        place.withdraw("back-at-once");
        place.ask(Asks.thing("back-in-planning"));
        place.reaches("back-in-planning", Phase.Planning);
        place.withdraw("back-in-planning");

        // Approved and in the queue: the engine of the one in front stands still.
        place.ask(Asks.things("in-front", 100));
        place.ask(Asks.thing("back-in-queue"));
        place.await("in-front", Phase.AwaitingApproval);
        place.await("back-in-queue", Phase.AwaitingApproval);
        place.approve("in-front");
        RunPod pod = RunPod.await(place, "in-front", RunKind.APPLY);
        pod.holdTheEngineInTheMiddle();
        place.approve("back-in-queue");
        place.await("back-in-queue", Phase.Approved);
        place.withdraw("back-in-queue");
        for (String name : new String[] {"back-at-once", "back-in-planning", "back-in-queue"}) {
            place.await(name, Phase.Withdrawn);
            place.awaitEnded(name);
        }
        assertThat(place.state().lock.change).endsWith("in-front");
        pod.letTheEngineGoOn();

        place.await("in-front", Phase.Applied);
        place.awaitCleanEnd("in-front");
        Invariants.appliedOnce(place, "in-front", before);
    }

    @Test
    void a_change_taken_back_while_its_apply_pod_starts_is_withdrawn_when_the_pod_is_gone(Place place) {
        place.first();
        StackStateStatus before = place.state();
        place.ask(Asks.thing("back-in-pod"));
        place.await("back-in-pod", Phase.AwaitingApproval);
        place.voter("ada").vote("back-in-pod", 1, "approve");
        Place.until(() -> "one vote counts", () -> "1/2".equals(place.status("back-in-pod").approvals));
        Troubles.cordon(place, true);
        try {
            place.voter("ben").vote("back-in-pod", 1, "approve");
            Place.until(
                    () -> "its apply pod waits for a node, it is " + place.told("back-in-pod"),
                    () -> String.valueOf(place.status("back-in-pod").message).contains("Unschedulable"));
            place.withdraw("back-in-pod");
        } finally {
            Troubles.cordon(place, false);
        }

        assertThat(place.await("back-in-pod", Phase.Withdrawn).message).contains("no longer needed");
        place.awaitCleanEnd("back-in-pod");
        StackStateStatus after = place.state();
        assertThat(after.fence).as("claims").isEqualTo(before.fence);
        assertThat(after.lastOrder).isEqualTo(before.lastOrder);
        assertThat(after.current.serial).isEqualTo(before.current.serial);
        assertThat(place.voter("ada").refsOf("back-in-pod")).isEmpty();
        assertThat(Ledgers.anchored(place).exit()).isZero();
    }

    @Test
    void an_apply_pod_that_fits_on_no_node_ends_its_order_after_the_time_of_its_stack(Place place) {
        assumeTrue(
                Boolean.getBoolean("holdpoint.full"),
                "waits for the time that an apply pod has to start; runs with -Dholdpoint.full=true");
        place.first();
        StackStateStatus before = place.state();
        place.ask(Asks.thing("no-room"));
        place.await("no-room", Phase.AwaitingApproval);
        place.voter("ada").vote("no-room", 1, "approve");
        Place.until(() -> "one vote counts", () -> "1/2".equals(place.status("no-room").approvals));
        Troubles.cordon(place, true);
        try {
            place.voter("ben").vote("no-room", 1, "approve");
            Place.until(
                    () -> "status says why it waits, it is " + place.told("no-room"),
                    () -> String.valueOf(place.status("no-room").message).contains("Unschedulable"));
            assertThat(place.status("no-room").nextActor).isEqualTo("platform");
            ChangeStatus ended = place.await("no-room", Phase.Failed);
            assertThat(ended.outcome.message).contains("nothing was applied");
            assertThat(ended.nextActor).isEqualTo("requester");
        } finally {
            Troubles.cordon(place, false);
        }
        place.awaitCleanEnd("no-room");
        assertThat(place.state().fence).isEqualTo(before.fence);
        assertThat(place.state().current.serial).isEqualTo(before.current.serial);
        place.ask(Asks.thing("room-again"));
        place.await("room-again", Phase.AwaitingApproval);
        place.approve("room-again");
        place.await("room-again", Phase.Applied);
        place.awaitCleanEnd("room-again");
    }
}
