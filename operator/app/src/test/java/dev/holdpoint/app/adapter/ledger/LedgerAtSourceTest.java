package dev.holdpoint.app.adapter.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.port.LedgerReader;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.record.History;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerAtSourceTest {
    private final History now = (History) Proxy.newProxyInstance(
            History.class.getClassLoader(), new Class<?>[] {History.class}, (proxy, method, arguments) -> {
                throw new IllegalStateException(method.getName());
            });
    private final LedgerReader lags = known -> {
        throw new Stalled("the ledger does not contain the head that the cluster remembers");
    };

    @Test
    void a_head_that_was_pushed_a_moment_ago_is_no_alarm() {
        assertThat(new LedgerAtSource(lags, known -> now).read(Optional.empty()))
                .isSameAs(now);
    }

    @Test
    void a_ledger_that_was_cut_is_one_and_is_never_covered_up() {
        assertThatThrownBy(() -> new LedgerAtSource(lags, lags).read(Optional.empty()))
                .isInstanceOf(Stalled.class);
    }
}
