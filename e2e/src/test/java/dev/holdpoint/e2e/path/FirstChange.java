package dev.holdpoint.e2e.path;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.EffectName;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackStateStatus;
import java.util.Map;

/**
 * The estate comes into being the way everything does: asked for, reviewed, signed by two people, applied, merged.
 *
 * @param name of the change
 * @param review what the people read
 * @param awaiting the status while it waited for them
 * @param ended the status at the end
 * @param state the stack's state right after
 */
record FirstChange(String name, String review, ChangeStatus awaiting, ChangeStatus ended, StackStateStatus state) {
    private static final String NAME = "open-the-shop";
    private static final String CALLED = "# A small shop.";

    static FirstChange play(Place place) {
        Voter ada = place.voter("ada");
        String main = ada.git("show", "origin/main:" + Asks.MAIN);
        place.ask(Asks.replace(NAME, main.replace(CALLED, CALLED + " Under custody."), Map.of(EffectName.Create, 5)));
        ChangeStatus awaiting = place.await(NAME, Phase.AwaitingApproval);
        String review = ada.page(NAME, "REVIEW.md");
        place.approve(NAME);
        place.await(NAME, Phase.Applied);
        place.awaitCleanEnd(NAME);
        return new FirstChange(NAME, review, awaiting, place.status(NAME), place.state());
    }
}
