package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.port.RunKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two approved changes on one stack. */
@ExtendWith(PathExtension.class)
final class QueueTest {
    @Test
    void the_second_of_two_approved_changes_is_planned_and_approved_again_on_the_state_that_the_first_left(
            Place place) {
        place.first();
        StackStateStatus before = place.state();
        place.ask(Asks.thing("queue-one"));
        place.ask(Asks.thing("queue-two"));
        place.await("queue-one", Phase.AwaitingApproval);
        place.await("queue-two", Phase.AwaitingApproval);
        String front = "queue-two";
        String behind = "queue-one";
        approveWhileNoPodStarts(place, front, behind);

        Place.until(
                () -> "the one approved first is applied, they are " + place.told(front) + " and " + place.told(behind),
                () -> applied(place, front) || applied(place, behind));
        assertThat(place.status(front).phase).isEqualTo(Phase.Applied);
        // Until the first is merged, rounds of the second pass by.
        place.awaitCleanEnd(front);
        Place.until(
                () -> "the second waits in a new round, it is " + place.told(behind),
                () -> place.status(behind).round > 1 && place.status(behind).phase == Phase.AwaitingApproval);
        ChangeStatus again = place.status(behind);
        assertThat(again.approvals).as("votes of the round before").isEqualTo("0/2");
        assertThat(again.summary).as("what the first made stays").isEqualTo("+1 ~0 -0");
        assertThat(again.order).isNull();

        place.approve(behind);
        place.await(behind, Phase.Applied);
        place.awaitCleanEnd(behind);
        StackStateStatus after = place.state();
        long first = place.status(front).approval.order;
        long second = place.status(behind).approval.order;
        assertThat(first).isLessThan(second);
        assertThat(after.lastOrder).isEqualTo(second);
        assertThat(after.fence).isEqualTo(before.fence + 2);
        assertThat(after.current.serial).isEqualTo(before.current.serial + 2);
        assertThat(after.lineage).isEqualTo(before.lineage);
        place.voter("ada").fetch();
        assertThat(place.voter("ada").git("ls-tree", "--name-only", "origin/main", "stacks/shop/"))
                .contains("queue-one.tf", "queue-two.tf");
        assertThat(Ledgers.anchored(place).exit()).isZero();
    }

    /** Both are approved, one after the other, before either could start; that is by no other order than this one. */
    private static void approveWhileNoPodStarts(Place place, String front, String behind) {
        for (String name : new String[] {front, behind}) {
            place.voter("ada").vote(name, 1, "approve");
            Place.until(() -> "one vote counts", () -> "1/2".equals(place.status(name).approvals));
        }
        Troubles.cordon(place, true);
        try {
            long first = approvedAs(place, front);
            long second = approvedAs(place, behind);
            assertThat(second).isGreaterThan(first);
            Place.until(
                    () -> "the second says who is in front, it says " + place.told(behind),
                    () -> String.valueOf(place.status(behind).message)
                            .contains("order " + first + " of " + Place.AGENTS + "/" + front + " is in front"));
            assertThat(RunPod.all(place, behind, RunKind.APPLY))
                    .as("apply pods of the second")
                    .isEmpty();
        } finally {
            Troubles.cordon(place, false);
        }
    }

    private static long approvedAs(Place place, String name) {
        place.voter("ben").vote(name, 1, "approve");
        return place.await(name, Phase.Approved).approval.order;
    }

    private static boolean applied(Place place, String name) {
        return place.status(name).phase == Phase.Applied;
    }
}
