package dev.holdpoint.app.adapter.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.EngineReport;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Event lines as OpenTofu 1.11.14 writes them. */
class EngineEventsTest {
    @Test
    void what_began_and_never_ended_is_named() throws IOException {
        EngineReport report = read(
                planned("a", "create"),
                planned("b", "create"),
                event("apply_start", "a", "create"),
                event("apply_start", "b", "create"),
                event("apply_complete", "a", "create"));

        assertThat(report.started()).containsExactly("a", "b");
        assertThat(report.unended()).containsExactly("b");
        assertThat(report.undone()).containsExactly("b");
    }

    @Test
    void a_replacement_is_done_when_both_halves_are() throws IOException {
        EngineReport half = read(
                planned("a", "replace"), event("apply_start", "a", "delete"), event("apply_complete", "a", "delete"));
        EngineReport whole = read(
                planned("a", "replace"),
                event("apply_start", "a", "delete"),
                event("apply_complete", "a", "delete"),
                event("apply_start", "a", "create"),
                event("apply_complete", "a", "create"));

        assertThat(half.undone()).containsExactly("a");
        assertThat(whole.undone()).isEmpty();
        assertThat(whole.unended()).isEmpty();
    }

    @Test
    void a_failed_change_has_ended_and_is_undone() throws IOException {
        EngineReport report = read(
                planned("a", "update"), event("apply_start", "a", "update"), event("apply_errored", "a", "update"));

        assertThat(report.failed()).containsExactly("a");
        assertThat(report.unended()).isEmpty();
        assertThat(report.undone()).containsExactly("a");
    }

    @Test
    void reading_a_data_source_at_apply_changes_nothing() throws IOException {
        EngineReport report = read(
                planned("data.x.y", "read"),
                event("apply_start", "data.x.y", "read"),
                event("apply_complete", "data.x.y", "read"));

        assertThat(report.started()).isEmpty();
        assertThat(report.undone()).isEmpty();
    }

    @Test
    void of_a_diagnostic_only_severity_summary_and_place_are_taken() throws IOException {
        EngineReport report = read("{\"@level\":\"error\",\"@message\":\"Error: hunter2\",\"type\":\"diagnostic\","
                + "\"diagnostic\":{\"severity\":\"error\",\"summary\":\"Invalid function argument\","
                + "\"detail\":\"hunter2\",\"range\":{\"filename\":\"main.tf\",\"start\":{\"line\":7}},"
                + "\"snippet\":{\"values\":[{\"statement\":\"is hunter2\"}]},\"difference\":{\"x\":\"hunter2\"}}}");

        assertThat(report.diagnostics())
                .containsExactly(new Diagnostic("error", "Invalid function argument", "main.tf", 7));
        assertThat(report.toString()).doesNotContain("hunter2");
    }

    @Test
    void a_summary_is_one_short_printable_line_without_what_looks_like_a_key() throws IOException {
        String hostile = "bad\\u202e \\u001b[31m\\nkey AKIAIOSFODNN7EXAMPLE " + "x".repeat(500);
        EngineReport report = read(
                "{\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\",\"summary\":\"" + hostile + "\"}}");

        String summary = report.diagnostics().get(0).summary();
        assertThat(summary).startsWith("bad [31m key (redacted) xxx").hasSizeLessThanOrEqualTo(203);
    }

    @Test
    void a_file_that_no_tree_could_hold_is_not_named() throws IOException {
        EngineReport report = read("{\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\",\"summary\":\"x\","
                + "\"range\":{\"filename\":\"/etc/passwd\",\"start\":{\"line\":1}}}}");

        assertThat(report.diagnostics().get(0).file()).isEmpty();
    }

    @Test
    void lines_that_are_no_events_are_passed_over_and_so_is_the_cut_off_last_one() throws IOException {
        EngineReport report = read(
                "panic: runtime error", "{\"not json", "", event("apply_start", "a", "create"), "{\"type\":\"apply_co");

        assertThat(report.started()).containsExactly("a");
    }

    @Property(tries = 500)
    void nothing_is_thrown_whatever_the_engine_says(@ForAll List<String> lines) throws IOException {
        assertThat(read(lines.stream().map(l -> "{" + l).toArray(String[]::new)).whole())
                .isTrue();
    }

    private static EngineReport read(String... lines) throws IOException {
        return EngineEvents.read(
                new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    private static String planned(String address, String action) {
        return "{\"type\":\"planned_change\",\"change\":{\"resource\":{\"addr\":\"" + address + "\"},\"action\":\""
                + action + "\"}}";
    }

    private static String event(String type, String address, String action) {
        return "{\"type\":\"" + type + "\",\"hook\":{\"resource\":{\"addr\":\"" + address + "\"},\"action\":\"" + action
                + "\"}}";
    }
}
