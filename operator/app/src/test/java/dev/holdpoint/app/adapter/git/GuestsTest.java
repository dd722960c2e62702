package dev.holdpoint.app.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.port.Guest;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a server that holds more of its agents' branches than anybody lists, and all of them too large. */
class GuestsTest {
    private static final String BRANCH = "refs/heads/agents/work";
    private static final String TIP = "1".repeat(40);
    private static final Refs NOTHING_LISTED = new Refs(new TreeMap<>());
    private static final long EACH = 1 << 20;

    private final SortedMap<String, String> server = new TreeMap<>(Map.of(BRANCH, TIP));
    private BoundedRepository own;
    private GuestStore store;
    private long names;
    private int brought;

    @BeforeEach
    void store(@TempDir Path folder) throws IOException {
        own = BoundedRepository.in(folder.resolve("own"), EACH);
        store = new GuestStore(folder.resolve("guests"), own, limits(4 * EACH), () -> 0);
    }

    @AfterEach
    void close() {
        store.close();
        own.close();
    }

    private static GitRemote.Guests limits(long together) {
        return new GitRemote.Guests(EACH, together, 100);
    }

    private Guests guests(long together) {
        GitRemote.Limits limits =
                new GitRemote.Limits(Duration.ZERO, Duration.ZERO, 4 * EACH, EACH, 5, limits(together));
        GitRemote remote = new GitRemote("https://git", Optional.empty(), Optional.empty(), Optional.empty(), limits);
        return new Guests(remote, store, this::answer, RefScope.ALL);
    }

    private Guests.Came answer(RefScope about, BiPredicate<String, String> wanted, long mostBytes) {
        boolean comes = server.entrySet().stream().anyMatch(ref -> wanted.test(ref.getKey(), ref.getValue()));
        if (comes) {
            brought++;
            return new Guests.Came.TooMany();
        }
        names++;
        return mostBytes == 0 ? new Guests.Came.TooMany() : new Guests.Came.All(server);
    }

    @Test
    void a_branch_that_nobody_listed_is_brought_once_when_it_is_too_much() throws IOException {
        Guests guests = guests(4 * EACH);

        assertThat(guests.bring(NOTHING_LISTED, BRANCH)).isInstanceOf(Guest.TooMuch.class);
        assertThat(guests.bring(NOTHING_LISTED, BRANCH)).isInstanceOf(Guest.TooMuch.class);

        assertThat(brought).isEqualTo(1);
        assertThat(names).isEqualTo(2);
    }

    @Test
    void a_branch_that_is_gone_is_missing_and_nothing_is_brought() throws IOException {
        server.clear();

        assertThat(guests(4 * EACH).bring(NOTHING_LISTED, BRANCH)).isInstanceOf(Guest.Missing.class);
        assertThat(brought).isZero();
    }

    /** It would be refused otherwise for what other agents pushed. */
    @Test
    void a_commit_waits_for_room_and_is_not_called_missing() throws IOException {
        store.close();
        store = new GuestStore(own.getDirectory().toPath().resolve("full"), own, limits(0), () -> 0);
        Guests guests = new Guests(
                new GitRemote("https://git", Optional.empty(), Optional.empty(), Optional.empty(), full()),
                store,
                this::answer,
                RefScope.of("main", "payments", "chg"));

        assertThatThrownBy(() -> guests.holding(NOTHING_LISTED, "refs/heads/agents/", TIP, tip -> true))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("that they may have together");
    }

    private static GitRemote.Limits full() {
        return new GitRemote.Limits(Duration.ZERO, Duration.ZERO, 4 * EACH, EACH, 5, limits(0));
    }
}
