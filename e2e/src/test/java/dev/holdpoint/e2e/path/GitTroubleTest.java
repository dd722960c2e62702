package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Git server that is away or says no stops what needs it, says who must act, and loses nothing. */
@ExtendWith(PathExtension.class)
final class GitTroubleTest {
    @Test
    void a_server_that_is_away_in_the_middle_of_a_round_is_waited_for(Place place) {
        place.first();
        place.ask(Asks.thing("git-away"));
        place.reaches("git-away", Phase.Planning);
        Troubles.withoutGit(
                place,
                () -> Place.until(
                        () -> "status says so, it is " + place.told("git-away"),
                        () -> String.valueOf(place.status("git-away").message).contains("does not answer")));

        assertThat(place.await("git-away", Phase.AwaitingApproval).round).isEqualTo(1);
        place.withdraw("git-away");
        place.await("git-away", Phase.Withdrawn);
        place.awaitCleanEnd("git-away");
    }

    @Test
    void a_server_that_does_not_take_the_operators_password_is_for_an_administrator(Place place) {
        place.first();
        Troubles.withWrongPassword(place, "operator", () -> {
            place.ask(Asks.thing("git-denied"));
            Place.until(
                    () -> "status says so, it is " + place.told("git-denied"),
                    () -> String.valueOf(place.status("git-denied").message).contains("refuses our credentials"));
            assertThat(place.status("git-denied").nextActor).isEqualTo("platform");
        });

        place.await("git-denied", Phase.AwaitingApproval);
        place.withdraw("git-denied");
        place.await("git-denied", Phase.Withdrawn);
        place.awaitCleanEnd("git-denied");
    }
}
