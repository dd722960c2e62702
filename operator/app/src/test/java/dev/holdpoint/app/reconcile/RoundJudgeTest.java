package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Unavailable;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RoundJudgeTest {
    private static final String VOTE = "refs/tags/holdpoint/agents/chg/r1/eve/1";

    private static final Refs REFS = new Refs(new TreeMap<>(), new TreeMap<>(Map.of(VOTE, "it brings too much")));

    @Test
    void a_vote_that_is_there_and_cannot_be_read_stops_the_counting() {
        assertThatThrownBy(() -> RoundJudge.demandAllRead(REFS, "refs/tags/holdpoint/agents/chg/r1/"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContainingAll(VOTE, "it brings too much");
    }

    @Test
    void one_of_another_round_or_change_does_not() {
        for (String prefix :
                new String[] {"refs/tags/holdpoint/agents/chg/r2/", "refs/tags/holdpoint/agents/other/r1/"}) {
            assertThatCode(() -> RoundJudge.demandAllRead(REFS, prefix)).doesNotThrowAnyException();
        }
    }
}
