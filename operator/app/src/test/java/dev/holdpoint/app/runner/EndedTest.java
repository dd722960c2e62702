package dev.holdpoint.app.runner;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EndedTest {
    @Test
    void a_report_is_read_as_it_was_written() {
        assertThat(Ended.decode(Ended.by("apply", 1).encode())).isEqualTo(Ended.by("apply", 1));
        assertThat(Ended.decode(Ended.trouble("plan", "too long").encode()))
                .isEqualTo(Ended.trouble("plan", "too long"));
        assertThat(Ended.decode(Ended.stalled("init", "another package").encode()))
                .isEqualTo(Ended.stalled("init", "another package"));
    }

    @Test
    void only_what_comes_before_plan_and_apply_is_for_an_administrator() {
        assertThat(Ended.decode("plan -1 stalled name another image").stalled()).isFalse();
        assertThat(Ended.decode("show -1 stalled name another image").stalled()).isFalse();
    }

    @Property
    void whoever_wrote_it_it_is_a_short_printable_line(@ForAll String claim) {
        assertThat(Ended.decode("plan 0 - " + claim).text()).matches("[ -~]{0,800}");
        assertThat(Ended.decode("init -1 stalled " + claim).text()).matches("[ -~]{0,800}");
        assertThat(Ended.decode(claim).text()).matches("[ -~]{0,800}");
    }
}
