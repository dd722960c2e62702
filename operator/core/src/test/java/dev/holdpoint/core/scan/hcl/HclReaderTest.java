package dev.holdpoint.core.scan.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HclReaderTest {
    private static final int LARGE = 1 << 20;

    private static Body body(String text) {
        return switch (HclReader.read(text)) {
            case HclReading.Read(Body body) -> body;
            case HclReading.Bad(int line, String why) -> throw new AssertionError(line + ": " + why);
        };
    }

    private static HclReading.Bad bad(String text) {
        return switch (HclReader.read(text)) {
            case HclReading.Read(Body body) -> throw new AssertionError("read: " + body);
            case HclReading.Bad found -> found;
        };
    }

    private static String literal(String expression) {
        return body("x = " + expression + "\n")
                .attribute("x")
                .orElseThrow()
                .value()
                .literal()
                .orElseThrow();
    }

    @Test
    void blocks_have_their_labels_whether_quoted_or_bare() {
        Block block = body("resource \"aws_vpc\" main {\n}\n").blocks().getFirst();
        assertThat(block.type()).isEqualTo("resource");
        assertThat(block.labels()).containsExactly("aws_vpc", "main");
    }

    @Test
    void escapes_in_labels_and_texts_are_resolved_before_any_rule_compares_them() {
        assertThat(body("data \"extern\\u0061l\" \"x\" {}\n")
                        .blocks()
                        .getFirst()
                        .label(0))
                .isEqualTo("external");
        assertThat(literal("\"\\U0001F600 $${a} %%{b} \\\"\"")).isEqualTo("😀 ${a} %{b} \"");
    }

    @Test
    void lines_are_counted_through_heredocs_comments_and_carriage_returns() {
        Body read = body("/* a\r\n b */\r\nx = <<A\r\n1\r\n A \r\ny = f(\n1)\nb {\n}\n");
        assertThat(read.attribute("x").orElseThrow().line()).isEqualTo(3);
        assertThat(read.attribute("y").orElseThrow().line()).isEqualTo(6);
        assertThat(read.blocks().getFirst().line()).isEqualTo(8);
    }

    @Test
    void a_heredoc_ends_where_its_name_stands_alone_and_nowhere_else() {
        assertThat(literal("<<EOT\na EOT\nEOTX\n EOT b\n  EOT\n")).isEqualTo("a EOT\nEOTX\n EOT b\n");
    }

    @Test
    void a_called_function_is_seen_through_every_nesting() {
        Expr value = body("x = [{ a = \"${f(1)}\" }, <<A\n%{ if g(2) }${h(3).b[i(4)]}%{ endif }\nA\n]\n")
                .attribute("x")
                .orElseThrow()
                .value();
        assertThat(calls(value)).containsExactly("f", "g", "h", "i");
    }

    private static List<String> calls(Expr expr) {
        List<String> names = new java.util.ArrayList<>();
        if (expr instanceof Expr.Call call) {
            names.add(call.name());
        }
        expr.children().forEach(child -> names.addAll(calls(child)));
        return names;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = ",
                "x = 1 2",
                "x = \"a",
                "x = \"a\nb\"",
                "x = \"${a\"",
                "x = \"\\q\"",
                "x = \"\\ud800\"",
                "x = \"$$${a}\"",
                "x = \"%${a}\"",
                "x = <<A\n1\n",
                "x = <<A\n1\nA",
                "x = << A\n1\nA\n",
                "x = <<A\n1\n\u00a0A\nA\n",
                "x = \"%{ if a }\"",
                "x = \"%{ endif }\"",
                "x = \"%{ while a }%{ endif }\"",
                "x = {a = 1 b = 2}",
                "x = [1 2]",
                "x = f(1",
                "x = [for a in b]",
                "x = a::b",
                "x = 1\nx = 2",
                "x = 1\nx {}\n",
                "x == 1",
                "b {",
                "b }",
                "b {} c {}",
                "b { c {} }",
                "b { x = 1, y = 2 }",
                "b \"${a}\" {}",
                "b {\n x = 1 }\n",
                "пример = 1",
                "x = exámple",
                "/* a",
                "\"a\" = 1",
                "x = 'a'",
                "x = 1;",
                "x = a & b"
            })
    void what_is_not_understood_is_refused(String text) {
        assertThat(bad(text).line()).isPositive();
    }

    /** Found by the {@code --full} run: the engines keep such a carriage return, or refuse it, depending on where. */
    @ParameterizedTest
    @ValueSource(strings = {"$\r\n", "%\r\n", "a\rb\r\n", "\r\r\n"})
    void a_carriage_return_that_is_no_plain_line_end_is_refused_with_its_line(String text) {
        assertThat(bad("a = 1\r\nx = <<A\r\n" + text + "A\r\n").line()).isEqualTo(3);
    }

    @Test
    void the_reason_never_holds_the_text() {
        assertThat(bad("x = \"hunter2\" hunter2").why()).doesNotContain("hunter2");
    }

    @Test
    void deep_nesting_is_refused_and_not_followed() {
        for (String open : List.of("(", "[", "{a=", "f(", "-", "!", "\"${", "a[", "x ? ", "1 ? 1 : ")) {
            assertThat(bad("x = " + open.repeat(LARGE / 8)).why()).isNotEmpty();
        }
        assertThat(bad("b {\n".repeat(LARGE / 8)).why()).contains("deeper");
        assertThat(bad("x = \"" + "%{ if a }".repeat(LARGE / 9) + "\"").why()).contains("deeper");
    }

    @Test
    void a_megabyte_of_anything_is_read_in_no_time() {
        for (String piece :
                List.of("x", " ", "\n", "#", "/*", "\"", "$", "<<A\n", "A\n", "b {}\n", "a.", "1+", "//\n", "[],")) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                HclReader.read(piece.repeat(LARGE / piece.length()));
                HclReader.read("x = <<A\n" + piece.repeat(LARGE / piece.length()));
                HclReader.read("x = \"" + piece.repeat(LARGE / piece.length()));
                HclReader.read("x = [" + piece.repeat(LARGE / piece.length()));
            });
        }
    }

    @Property(tries = 3000)
    void no_text_makes_it_throw(@ForAll("texts") String text) {
        assertThat(HclReader.read(text)).isNotNull();
    }

    @Property(tries = 1000)
    void no_characters_at_all_make_it_throw(@ForAll String text) {
        assertThat(HclReader.read(text)).isNotNull();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "x", " = ", "\n", "\"", "${", "}", "%{", " if ", " for ", " in ", ":", "{", "(", ")", "[", "]",
                        "<<A\n", "\nA\n", "#", "/*", "*/", "\\", "$", "$$", ",", ".", "...", "1", "-", "?", "f(", "::",
                        "é", "\u0000", "endif")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
