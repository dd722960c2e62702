package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.OutcomeResult;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackStateStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A crash at any instant neither applies twice, nor loses state, nor leaves a lock that nobody can explain. Every victim at
 * every step with {@code -Dholdpoint.full=true}; otherwise an evicted plan pod, an evicted apply pod, and a sample of the
 * others, drawn by a seed that is printed ({@code -Dholdpoint.seed=N} draws the same again, {@code -Dholdpoint.kills=REGEX} runs those whose name it finds).
 */
@ExtendWith(PathExtension.class)
final class CrashTest {
    private static final boolean FULL = Boolean.getBoolean("holdpoint.full");
    private static final long SEED = Long.getLong("holdpoint.seed", System.nanoTime() % 1_000_000);
    private static final int SAMPLE = 2;

    /** What nodes do every day; of an apply pod's moments the one that takes the least time. */
    private static final List<Kill> ALWAYS =
            List.of(new Kill(Moment.PLAN_POD, Victim.EVICTED_POD), new Kill(Moment.ENGINE_AT_WORK, Victim.EVICTED_POD));

    private static final Optional<Pattern> WANTED =
            Optional.ofNullable(System.getProperty("holdpoint.kills")).map(Pattern::compile);

    /** What an engine works on for long enough to be stopped in the middle. */
    private static final int MANY = 100;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final CrashReport REPORT = new CrashReport(SEED, (int) kills().count());

    record Kill(Moment moment, Victim victim) {
        @Override
        public String toString() {
            return (victim + " at " + moment).toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        private String change() {
            return (victim + "-at-" + moment).toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The last steps first: there is most to lose. */
    static Stream<Kill> kills() {
        return Stream.of(Moment.values())
                .sorted(Comparator.reverseOrder())
                .flatMap(moment -> Stream.of(Victim.values())
                        .filter(victim -> victim.fits(moment))
                        .map(victim -> new Kill(moment, victim)));
    }

    private static Set<Kill> chosen() {
        if (WANTED.isPresent()) {
            return kills().filter(kill -> WANTED.get().matcher(kill.toString()).find())
                    .collect(Collectors.toSet());
        }
        return FULL ? kills().collect(Collectors.toSet()) : sample(SEED);
    }

    static Set<Kill> sample(long seed) {
        List<Kill> others = new ArrayList<>(kills().toList());
        others.removeAll(ALWAYS);
        Collections.shuffle(others, new Random(seed));
        Set<Kill> sample = new HashSet<>(ALWAYS);
        sample.addAll(others.subList(0, SAMPLE));
        return sample;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kills")
    void a_kill_at_any_step_applies_at_most_once_and_loses_nothing(Kill kill, Place place) {
        assumeTrue(
                chosen().contains(kill), kill + " was not drawn by seed " + SEED + "; -Dholdpoint.full=true runs all");
        System.err.println("crash: " + kill + ", seed " + SEED);
        place.first();
        Instant began = Instant.now();
        StackStateStatus before = place.state();
        String name = kill.change();
        int hit = 0;
        String ended = "not at all";
        try {
            int things = kill.moment() == Moment.ENGINE_AT_WORK ? MANY : 1;
            place.ask(things == 1 ? Asks.thing(name) : Asks.things(name, things));
            Optional<RunPod> pod = kill.moment().lead(place, name);
            hit = kill.victim().kill(place, pod);
            if (kill.moment() == Moment.ENGINE_AT_WORK) {
                pod.orElseThrow().letTheEngineGoOn();
            }
            ChangeStatus status = end(place, name);
            ended = status.phase + (status.outcome == null ? "" : ", " + status.outcome.result);
            place.awaitCleanEnd(name);
            check(place, kill, before, things);
            ended += ", all held";
        } catch (AssertionError e) {
            ended += ", " + e.getMessage();
            throw e;
        } finally {
            REPORT.add(new CrashReport.Row(
                    kill.moment(),
                    kill.victim(),
                    hit,
                    ended,
                    said(place, name),
                    Duration.between(began, Instant.now())));
        }
        if (place.status(name).phase == Phase.Failed) {
            goesOn(place, name);
        }
    }

    private static String said(Place place, String name) {
        try {
            ChangeStatus status = place.status(name);
            return status.outcome == null ? String.valueOf(status.message) : String.valueOf(status.outcome.message);
        } catch (KubernetesClientException e) {
            // Asked on the way out of a failure, which must not be hidden by this one.
            return "cannot be asked: " + e.getMessage();
        }
    }

    /** People sign every round that is put before them, until the change has ended. */
    private static ChangeStatus end(Place place, String name) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        int signed = 0;
        while (System.nanoTime() < until) {
            ChangeStatus status = place.await(
                    name, Phase.AwaitingApproval, Phase.Approved, Phase.Applying, Phase.Applied, Phase.Failed);
            if (status.phase == Phase.Applied || status.phase == Phase.Failed) {
                return status;
            }
            if (status.phase == Phase.AwaitingApproval && status.round > signed) {
                place.approve(name);
                signed = status.round;
            }
            Place.becomes(Duration.ofSeconds(1), () -> place.status(name).phase != status.phase);
        }
        throw new AssertionError(name + " does not end: " + place.told(name));
    }

    private static void check(Place place, Kill kill, StackStateStatus before, int things) {
        String name = kill.change();
        ChangeStatus status = place.status(name);
        if (!kill.victim().mayEndTheOrder(kill.moment())) {
            assertThat(status.phase).as(place.told(name)).isEqualTo(Phase.Applied);
        }
        if (status.phase == Phase.Applied) {
            Invariants.appliedOnce(place, name, before);
            assertThat(States.instances(place, name)).isEqualTo(things);
            return;
        }
        Invariants.appliedAtMostOnce(place, before);
        assertThat(States.instances(place, name)).isLessThanOrEqualTo(things);
        assertThat(status.outcome).isNotNull();
        assertThat(status.outcome.message).isNotBlank();
        if (status.outcome.result == OutcomeResult.NothingDone) {
            assertThat(place.state().current.serial).isEqualTo(before.current.serial);
        }
    }

    /** The same file again with one thing more, whatever the killed run left behind. */
    private static void goesOn(Place place, String name) {
        String next = name + "-again";
        StackStateStatus before = place.state();
        InfrastructureChange again = Asks.thing(next);
        boolean many = name.endsWith(
                new Kill(Moment.ENGINE_AT_WORK, Victim.POD).change().substring("pod".length()));
        InfrastructureChange same = many ? Asks.things(name, MANY) : Asks.thing(name);
        again.getSpec().source.files = List.of(
                again.getSpec().source.files.getFirst(),
                same.getSpec().source.files.getFirst());
        again.getSpec().intent.effects.getFirst().atMost = MANY + 1;
        place.ask(again);
        place.await(next, Phase.AwaitingApproval);
        place.approve(next);
        place.await(next, Phase.Applied);
        place.awaitCleanEnd(next);
        Invariants.appliedOnce(place, next, before);
    }
}
