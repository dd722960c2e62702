package dev.holdpoint.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.plan.Plan;
import dev.holdpoint.core.plan.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each disguise alone, without the help of shapes and entropy. */
class TaintTest {
    private static final String SECRET = "a<b \"c\"/d+e";

    private final Taint taint = new Taint(Set.of(SECRET, "{\"inner\": \"inside-it\"}", "short"));

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "12", "123", "1234"})
    void base64_is_found_at_each_alignment(String before) {
        byte[] bytes = (before + SECRET + "tail").getBytes(StandardCharsets.UTF_8);
        assertThat(taint.scrub(Base64.getEncoder().encodeToString(bytes))).isEqualTo(Taint.MASK);
        assertThat(taint.scrub(Base64.getUrlEncoder().encodeToString(bytes))).isEqualTo(Taint.MASK);
    }

    @Test
    void other_spellings_are_found() {
        assertThat(taint.scrub("x" + SECRET + "y")).isEqualTo("x(sensitive)y");
        assertThat(taint.scrub("a<b \\\"c\\\"/d+e")).isEqualTo(Taint.MASK);
        assertThat(taint.scrub("a\\u003cb \\\"c\\\"/d+e")).isEqualTo(Taint.MASK);
        assertThat(taint.scrub("a%3Cb%20%22c%22%2Fd%2Be")).isEqualTo(Taint.MASK);
        assertThat(taint.scrub("a%3cb+%22c%22%2fd%2be")).isEqualTo(Taint.MASK);
        assertThat(taint.scrub(HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Taint.MASK);
    }

    @Test
    void what_stands_inside_a_secret_document_is_secret_alone_too() {
        assertThat(taint.scrub("say inside-it twice")).isEqualTo("say (sensitive) twice");
    }

    @Test
    void a_short_value_is_masked_by_its_place_only() {
        assertThat(taint.scrub("a short word")).isEqualTo("a short word");
        Redactor redactor = Redactor.of(Plan.nothing(), Set.of(), Set.of());
        assertThat(redactor.show(new Value.Secret(new Value.Text("short")), 80)).isEqualTo(Taint.MASK);
    }

    @Test
    void a_place_whose_name_says_secret_is_masked_also_as_an_environment_variable() {
        Redactor redactor = Redactor.of(Plan.nothing(), Set.of(), Set.of());
        Value variable =
                Value.Fields.of(Map.of("name", new Value.Text("DB_PASSWORD"), "value", new Value.Text("plum")));
        Value shown = redactor.masked(Value.Fields.of(Map.of(
                "api_token", new Value.Text("pear"),
                "secret_id", new Value.Text("fig"),
                "container", new Value.Text("[{\"name\": \"DB_PASSWORD\", \"value\": \"plum\"}]"),
                "environment", variable)));
        assertThat(redactor.show(shown, 400)).doesNotContain("plum", "pear").contains("fig", "DB_PASSWORD");
    }

    @Test
    void shapes_of_credentials_are_masked_and_names_of_things_are_not() {
        assertThat(Patterns.scrub("postgres://admin:plum@db/x")).isEqualTo("postgres://admin:(sensitive)@db/x");
        assertThat(Patterns.scrub("export TOKEN=pear3; run")).isEqualTo("export TOKEN=(sensitive); run");
        assertThat(Patterns.scrub("AKIAABCDEFGHIJKLMNOP")).isEqualTo("(sensitive)");
        assertThat(Patterns.scrub("x9Kq2vT7mZp4Lw8RbN3sYc6d")).isEqualTo("(masked)");
        String plain = "arn:aws:ecs:eu-west-1:123456789012:service/courses-production/web subnet-1c43b9e1b41b6b9bc";
        assertThat(Patterns.scrub(plain)).isEqualTo(plain);
    }
}
