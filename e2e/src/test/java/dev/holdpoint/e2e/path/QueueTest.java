package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackStateStatus;
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
        place.approve("queue-one");
        place.approve("queue-two");

        place.await("queue-one", Phase.Applied);
        Place.until(
                () -> "the second has a new round, it is " + place.told("queue-two"),
                () -> place.status("queue-two").round > 1 && waits(place));
        ChangeStatus again = place.status("queue-two");
        assertThat(again.approvals).as("votes of the round before").isEqualTo("0/2");
        assertThat(again.summary).as("what the first made stays").isEqualTo("+1 ~0 -0");
        assertThat(again.order).isNull();

        place.approve("queue-two");
        place.await("queue-two", Phase.Applied);
        place.awaitCleanEnd("queue-one");
        place.awaitCleanEnd("queue-two");
        StackStateStatus after = place.state();
        long first = place.status("queue-one").approval.order;
        long second = place.status("queue-two").approval.order;
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

    /** With the merge of the first on the base branch: until then its rounds pass by. */
    private static boolean waits(Place place) {
        return place.status("queue-one").message.equals("ended")
                && place.status("queue-two").phase == Phase.AwaitingApproval;
    }
}
