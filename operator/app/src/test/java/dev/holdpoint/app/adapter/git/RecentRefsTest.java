package dev.holdpoint.app.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.port.PushResult;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Unavailable;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecentRefsTest {
    private int fetches;
    private boolean away;
    private long now;

    private final Repository source = (Repository) Proxy.newProxyInstance(
            Repository.class.getClassLoader(),
            new Class<?>[] {Repository.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "fetch" -> fetch();
                case "push" -> new PushResult.Done();
                default -> throw new IllegalStateException(method.getName());
            });
    private final RecentRefs recent = new RecentRefs(source, Duration.ofSeconds(1), () -> now);

    private Refs fetch() {
        if (away) {
            throw new Unavailable("away");
        }
        fetches++;
        return new Refs(new TreeMap<>());
    }

    @Test
    void two_looks_within_a_moment_ask_once() {
        recent.fetch();
        now = Duration.ofMillis(999).toNanos();
        recent.fetch();
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void a_moment_later_it_asks_again() {
        recent.fetch();
        now = Duration.ofSeconds(1).toNanos();
        recent.fetch();
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void what_this_process_pushed_is_seen_at_once() {
        recent.fetch();
        recent.push(List.of());
        recent.fetch();
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void a_remote_that_went_away_is_not_covered_up() {
        recent.fetch();
        now = Duration.ofSeconds(2).toNanos();
        away = true;
        assertThatThrownBy(recent::fetch).isInstanceOf(Unavailable.class);
        now += 1;
        assertThatThrownBy(recent::fetch).isInstanceOf(Unavailable.class);
    }
}
