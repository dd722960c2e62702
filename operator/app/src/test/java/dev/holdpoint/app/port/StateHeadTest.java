package dev.holdpoint.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateHeadTest {
    @Test
    void lineage_serial_and_whether_something_stands_in_it_are_read() {
        String state =
                "{\"version\":4,\"terraform_version\":\"1.11.14\",\"serial\":7,\"lineage\":\"l-1\",\"outputs\":{},"
                        + "\"resources\":[{\"mode\":\"data\",\"instances\":[{}]},{\"mode\":\"managed\",\"instances\":[{}]}]}";

        assertThat(read(state)).contains(new StateHead("l-1", 7, true));
    }

    @Test
    void data_sources_alone_are_nothing_managed() {
        String state =
                "{\"version\":4,\"serial\":7,\"lineage\":\"l\",\"resources\":[{\"mode\":\"data\",\"type\":\"managed\"}]}";

        assertThat(read(state)).contains(new StateHead("l", 7, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"version\":4,\"lineage\":\"l\"}",
                "{\"version\":3,\"serial\":1,\"lineage\":\"l\"}",
                "{\"version\":4,\"serial\":1,\"serial\":2,\"lineage\":\"l\"}",
                "{\"version\":4,\"serial\":1,\"Serial\":2,\"lineage\":\"l\"}",
                "{\"version\":4,\"serial\":1,\"lineage\":\"l\",\"RESOURCES\":[]}",
                "{\"version\":4,\"serial\":-1,\"lineage\":\"l\"}",
                "{\"version\":4,\"serial\":1.5,\"lineage\":\"l\"}",
                "{\"version\":4,\"serial\":\"1\",\"lineage\":\"l\"}",
                "{\"version\":4,\"serial\":1,\"lineage\":{}}",
                "{\"version\":4,\"serial\":1,\"lineage\":\"l\"",
                "{\"version\":4,\"serial\":1,\"lineage\":\"l\"}{}",
                "{\"version\":4,\"serial\":99999999999999999999,\"lineage\":\"l\"}"
            })
    void what_the_engine_might_read_otherwise_is_no_state(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Property(tries = 300)
    void nothing_is_thrown_whatever_the_bytes(@ForAll byte[] bytes) {
        assertThat(StateHead.read(bytes)).isEmpty();
    }

    private static Optional<StateHead> read(String text) {
        return StateHead.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
