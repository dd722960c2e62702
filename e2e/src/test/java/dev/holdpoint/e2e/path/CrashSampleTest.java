package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a run that is not a full one plays of all kills. */
class CrashSampleTest {
    @Test
    void every_sample_has_an_evicted_plan_pod_an_evicted_apply_pod_and_two_others() {
        Set<String> drawn = new HashSet<>();
        for (long seed = 0; seed < 1000; seed++) {
            Set<CrashTest.Kill> sample = CrashTest.sample(seed);
            assertThat(sample)
                    .hasSize(4)
                    .contains(new CrashTest.Kill(Moment.PLAN_POD, Victim.EVICTED_POD))
                    .anyMatch(kill ->
                            kill.victim() == Victim.EVICTED_POD && kill.moment().isApply());
            sample.forEach(kill -> drawn.add(kill.toString()));
        }
        assertThat(drawn).as("drawn by one seed or another").hasSize((int)
                CrashTest.kills().count());
    }
}
