package dev.holdpoint.e2e.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.policy.AdmissionPolicy;
import dev.holdpoint.app.policy.Policies;
import dev.holdpoint.app.policy.PolicyValues;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule that is added and never taken away in a test may deny nothing. */
class RulesTakenAwayTest {
    @Test
    void each_rule_has_a_test_that_takes_it_away() {
        Set<String> tested = Stream.of(LoadBearingTest.class, LoadBearingGuardsTest.class)
                .flatMap(tests -> Stream.of(tests.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .map(name -> name.substring(0, name.indexOf('_')))
                .collect(Collectors.toSet());

        assertThat(tested)
                .isEqualTo(Policies.of(PolicyValues.PLACEHOLDERS).stream()
                        .map(AdmissionPolicy::id)
                        .collect(Collectors.toSet()));
    }
}
