package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.ChangeSpec;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.RepositorySpec;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.record.Entry;
import dev.holdpoint.core.record.EntryKind;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** One look for all changes; it only wakes. */
class WorldWatchTest {
    private static final List<String> FAILURES = List.of("repositories", "states", "a remote", "changes");

    private final Map<String, Supplier<Refs>> remotes = new HashMap<>();
    private final List<String> woken = new ArrayList<>();
    private final Set<String> over = new HashSet<>();
    private final Map<String, String> states = new HashMap<>();
    private String settings = "1";
    private Optional<Entry> added = Optional.empty();
    private String failing = "";
    private final List<ChangeRepository> repositories =
            new ArrayList<>(List.of(repository("a"), repository("b"), repository("c")));
    private final WorldWatch watch = new WorldWatch(
            new WorldWatch.Eyes(
                    () -> unlessFailing("repositories", repositories),
                    spec -> unlessFailing(
                            spec.getSpec().url.equals("b") ? "a remote" : "none", opened(spec.getSpec().url)),
                    () -> settings,
                    () -> unlessFailing("states", Map.copyOf(states)),
                    () -> unlessFailing("changes", List.of(change("one"), change("two"))),
                    change -> over.contains(change.getMetadata().getName())),
            change -> woken.add(change.getMetadata().getName()),
            () -> {},
            Duration.ZERO);

    private <T> T unlessFailing(String what, T otherwise) {
        if (failing.equals(what)) {
            throw new IllegalStateException(what + " failed");
        }
        return otherwise;
    }

    private static ChangeRepository repository(String name) {
        ChangeRepository repository = new ChangeRepository();
        repository.getMetadata().setName(name);
        repository.getMetadata().setUid("uid-of-" + name);
        repository.setSpec(new RepositorySpec());
        repository.getSpec().url = name;
        return repository;
    }

    private static InfrastructureChange change(String name) {
        InfrastructureChange change = new InfrastructureChange();
        change.getMetadata().setNamespace("agents");
        change.getMetadata().setName(name);
        change.setSpec(new ChangeSpec());
        change.getSpec().stacks = List.of("stack-of-" + name);
        return change;
    }

    private Repository opened(String url) {
        return (Repository) Proxy.newProxyInstance(
                Repository.class.getClassLoader(),
                new Class<?>[] {Repository.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "fetch" ->
                        remotes.getOrDefault(url, () -> refs(Map.of())).get();
                    case "touched" -> {
                        if (added.isEmpty()) {
                            throw new Stalled("it holds no commit " + arguments[0]);
                        }
                        yield new TreeMap<>(Map.of("entries/00000007-refused.txt", TreeEntry.REGULAR));
                    }
                    case "file" ->
                        added.filter(any -> arguments[0].equals("new")).map(Entry::bytes);
                    default -> throw new AssertionError(method);
                });
    }

    private static Refs refs(Map<String, String> byName) {
        return new Refs(new TreeMap<>(byName));
    }

    /** What moved between the first passes and the first look, nobody else would tell. */
    @Test
    void the_first_look_wakes_all_and_one_at_which_nothing_moved_nobody() {
        remotes.put("a", () -> refs(Map.of("refs/heads/main", "somewhere")));
        watch.look();
        assertThat(woken).containsExactly("one", "two");

        woken.clear();
        watch.look();
        assertThat(woken).isEmpty();
    }

    private void lookOnce() {
        watch.look();
        woken.clear();
    }

    @Test
    void a_repository_that_cannot_be_read_hides_no_other() {
        lookOnce();
        for (RuntimeException trouble : List.of(new Unavailable("it is away"), new Stalled("it has another key"))) {
            remotes.put("a", () -> {
                throw trouble;
            });
            remotes.put("b", () -> refs(Map.of()));
            lookOnce();
            remotes.put("b", () -> refs(Map.of("refs/tags/holdpoint/agents/two/r1/ada/1", "an-object")));
            watch.look();

            assertThat(woken).as(trouble.getMessage()).containsExactly("two");
        }
    }

    @Test
    void when_it_is_back_what_moved_meanwhile_wakes() {
        remotes.put("a", () -> refs(Map.of("refs/heads/holdpoint/agents/one", "old")));
        lookOnce();
        remotes.put("a", () -> {
            throw new Unavailable("it is away");
        });
        watch.look();
        remotes.put("a", () -> refs(Map.of("refs/heads/holdpoint/agents/one", "new")));
        watch.look();

        assertThat(woken).containsExactly("one");
    }

    @Test
    void one_that_is_read_for_the_first_time_wakes_all() {
        remotes.put("a", () -> {
            throw new Unavailable("it is away");
        });
        lookOnce();
        remotes.remove("a");
        watch.look();

        assertThat(woken).containsExactly("one", "two");
    }

    /** Of two objects with one URL each may trust another certificate, and see the remote at another moment. */
    @Test
    void each_object_has_its_own_memory_of_its_remote() {
        repositories.add(repository("d"));
        repositories.getLast().getSpec().url = "c";
        Iterator<String> moments =
                List.of("old", "old", "old", "new", "new", "new").iterator();
        remotes.put("c", () -> refs(Map.of("refs/heads/holdpoint/agents/one", moments.next())));
        lookOnce();
        watch.look();
        assertThat(woken).containsExactly("one");
        watch.look();
        assertThat(woken).containsExactly("one", "one");
    }

    @Test
    void a_base_branch_that_moves_wakes_all() {
        remotes.put("c", () -> refs(Map.of("refs/heads/main", "old")));
        lookOnce();
        remotes.put("c", () -> refs(Map.of("refs/heads/main", "new")));
        watch.look();

        assertThat(woken).containsExactly("one", "two");
    }

    @Test
    void settings_that_change_wake_all() {
        lookOnce();
        settings = "2";
        watch.look();

        assertThat(woken).containsExactly("one", "two");
    }

    @Test
    void a_state_that_moves_wakes_the_changes_of_its_stack() {
        states.put("stack-of-two", "serial 1");
        lookOnce();
        states.put("stack-of-two", "serial 2");
        watch.look();
        assertThat(woken).containsExactly("two");

        woken.clear();
        states.put("stack-of-one", "serial 1");
        watch.look();
        states.clear();
        watch.look();
        assertThat(woken).containsExactly("one", "one", "two");

        woken.clear();
        over.add("one");
        states.put("stack-of-one", "serial 2");
        watch.look();
        assertThat(woken).isEmpty();
    }

    @Test
    void a_ledger_that_grew_wakes_whom_its_new_entries_name() {
        remotes.put("c", () -> refs(Map.of("refs/heads/holdpoint-ledger", "old")));
        lookOnce();
        remotes.put("c", () -> refs(Map.of("refs/heads/holdpoint-ledger", "new")));
        added = Optional.of(new Entry(
                7,
                Entry.ROOT,
                Instant.EPOCH,
                EntryKind.REFUSED,
                new TreeMap<>(Map.of("Change", "agents/two")),
                Collections.emptySortedMap()));
        watch.look();
        assertThat(woken).containsExactly("two");
    }

    @Test
    void a_ledger_that_cannot_be_compared_wakes_all() {
        remotes.put("c", () -> refs(Map.of("refs/heads/holdpoint-ledger", "old")));
        lookOnce();
        remotes.put("c", () -> refs(Map.of("refs/heads/holdpoint-ledger", "new")));
        watch.look();
        assertThat(woken).containsExactly("one", "two");

        woken.clear();
        remotes.put("c", () -> refs(Map.of()));
        watch.look();
        assertThat(woken).containsExactly("one", "two");
    }

    /** They are many, and every change moves the ledger several times. */
    @Test
    void a_change_that_is_over_is_woken_by_what_bears_its_name_alone() {
        over.add("one");
        remotes.put("c", () -> refs(Map.of("refs/heads/holdpoint-ledger", "old")));
        lookOnce();
        remotes.put("c", () -> refs(Map.of("refs/heads/holdpoint-ledger", "new")));
        settings = "2";
        watch.look();
        assertThat(woken).containsExactly("two");

        woken.clear();
        remotes.put("b", () -> refs(Map.of("refs/heads/holdpoint/agents/one", "pushed again")));
        watch.look();
        assertThat(woken).containsExactly("one");
    }

    @Test
    void settings_that_changed_while_something_failed_wake_all_at_the_next_look() {
        assertThat(FAILURES).allSatisfy(what -> {
            lookOnce();
            settings = "after " + what;
            failOnce(what);
            assertThat(woken).containsExactly("one", "two");
        });
    }

    @Test
    void a_state_that_moved_while_something_failed_wakes_at_the_next_look() {
        assertThat(FAILURES).allSatisfy(what -> {
            lookOnce();
            states.put("stack-of-one", "after " + what);
            failOnce(what);
            assertThat(woken).containsExactly("one");
        });
    }

    @Test
    void a_branch_that_moved_while_something_failed_wakes_at_the_next_look() {
        assertThat(FAILURES).allSatisfy(what -> {
            lookOnce();
            remotes.put("a", () -> refs(Map.of("refs/heads/holdpoint/agents/two", "after " + what)));
            failOnce(what);
            assertThat(woken).containsExactly("two");
        });
    }

    /** One look at which this fails in an unforeseen way, and the next one. */
    private void failOnce(String what) {
        failing = what;
        assertThatThrownBy(watch::look).hasMessage(what + " failed");
        failing = "";
        watch.look();
    }

    @Test
    void a_bug_in_one_look_does_not_end_the_watch() throws InterruptedException {
        CountDownLatch looks = new CountDownLatch(3);
        WorldWatch buggy = new WorldWatch(
                new WorldWatch.Eyes(
                        () -> {
                            looks.countDown();
                            throw new IllegalStateException("a bug");
                        },
                        spec -> opened(spec.getSpec().url),
                        () -> settings,
                        Map::of,
                        List::of,
                        change -> false),
                change -> {},
                () -> {},
                Duration.ofMillis(200));
        Thread watching = Thread.ofVirtual().start(buggy);

        assertThat(looks.await(20, TimeUnit.SECONDS)).as("it looks again").isTrue();
        watching.interrupt();
        watching.join();
    }
}
