package dev.holdpoint.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    private static String canonical(String json) {
        try {
            return new String(CanonicalJson.bytes(CanonicalSettings.JSON.readTree(json)), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void members_are_sorted_by_utf_16_code_units() {
        // The example of RFC 8785, section 3.2.3: the emoji (a surrogate pair, d83d) stands before U+FB33.
        String json = """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}
                """;
        assertThat(canonical(json))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                        + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void only_what_must_be_escaped_is_and_in_one_way() {
        // RFC 8785, section 3.2.2.2.
        assertThat(canonical("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\""))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
        assertThat(canonical("\"\\b\\t\\f\\r\\u001f\\u007f\"")).isEqualTo("\"\\b\\t\\f\\r\\u001f\u007f\"");
    }

    @Test
    void blanks_order_and_nulls_make_no_difference() {
        assertThat(canonical("{ \"b\" : [ 1 , true, {\"y\":null,\"x\":-2} ], \"a\":null }"))
                .isEqualTo("{\"b\":[1,true,{\"x\":-2}]}");
        assertThat(canonical("{\"empty\":[],\"none\":{}}")).isEqualTo("{\"empty\":[],\"none\":{}}");
    }

    @Test
    void what_readers_hold_differently_has_no_place() {
        for (String bad : new String[] {"1.5", "1e3", "9007199254740992", "123456789012345678901234567890", "[null]"}) {
            assertThatThrownBy(() -> canonical(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(canonical("9007199254740991")).isEqualTo("9007199254740991");
        assertThatThrownBy(() -> canonical("\"\\ud83d\"")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> canonical("\"\\ude00\\ud83d\"")).isInstanceOf(IllegalArgumentException.class);
    }
}
