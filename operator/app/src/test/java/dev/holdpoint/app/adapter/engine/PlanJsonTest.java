package dev.holdpoint.app.adapter.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.plan.PlanReading;
import dev.holdpoint.core.plan.PlannedAction;
import dev.holdpoint.core.plan.StateReading;
import dev.holdpoint.core.plan.Value;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanJsonTest {
    private static final String HEAD =
            "{\"format_version\": \"1.2\", \"terraform_version\": \"1.11.4\", \"errored\": false";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"format_version\": \"1.2\"| it ends in the middle",
                "[1, 2]| the top level is not an object",
                "{\"errored\": false, \"errored\": true}| a field stands there twice",
                "{\"format_version\": NaN}| it is not JSON",
                "{\"format_version\": 1}| a string is expected here",
                "{\"errored\": \"no\"}| true or false is expected here",
                "{} {}| something follows the end of the document",
                "{\"resource_changes\": [{\"type\": \"x\"}]}| a change has no address",
                "{\"resource_changes\": {}}| a list is expected here",
                "{}| format_version or terraform_version is missing",
            })
    void bad_input_is_a_value_with_a_reason(String json, String reason) {
        PlanReading.Unreadable bad = unreadable(json.getBytes(StandardCharsets.UTF_8));
        assertThat(bad.reason()).startsWith(reason);
        assertThat(bad.place()).isNotEmpty();
    }

    @Test
    void depth_and_broken_utf8_are_values_too() {
        String deep = HEAD + ", \"unknown\": " + "[".repeat(200) + "]".repeat(200) + "}";
        assertThat(unreadable(deep.getBytes(StandardCharsets.UTF_8)).reason()).startsWith("it is nested deeper");
        byte[] broken = (HEAD + ", \"x\": \"?\"}").getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 3] = (byte) 0xff;
        assertThat(unreadable(broken).reason()).isEqualTo("it is not valid UTF-8");
    }

    @Test
    void the_reason_holds_nothing_of_the_input() {
        PlanReading.Unreadable bad = unreadable((HEAD + ", \"x\": hunter2-secret}").getBytes(StandardCharsets.UTF_8));
        assertThat(bad.place() + bad.reason()).doesNotContain("hunter2");
    }

    @Test
    void marks_stand_in_the_values_themselves() {
        PlannedAction action = only(change(
                "[\"update\"]",
                "{\"p\": \"old-secret\", \"u\": 1}",
                "{\"p\": \"new-secret\"}",
                "\"after_unknown\": {\"u\": true}, \"before_sensitive\": {\"p\": true},"
                        + " \"after_sensitive\": {\"p\": true},"));
        assertThat(action.after().at("u")).containsExactly(Value.unknown());
        assertThat(action.after().at("p").getFirst()).isInstanceOf(Value.Secret.class);
    }

    @Test
    void every_list_of_verbs_has_one_effect_and_a_strange_one_is_unknown() {
        assertThat(only(change("[\"delete\",\"create\"]", "{}", "{}", ""))
                        .effect()
                        .word())
                .isEqualTo("replace");
        assertThat(only(change("[\"forget\"]", "{}", "null", "")).effect().word())
                .isEqualTo("forget");
        assertThat(only(change("[\"evaporate\"]", "{}", "null", "")).effect().word())
                .isEqualTo("unknown");
        assertThat(only(change("[\"read\"]", "{}", "null", "")).effect().word()).isEqualTo("unknown");
    }

    @Test
    void a_state_gives_lineage_serial_addresses_and_secrets() {
        String json = """
                {"version": 4, "serial": 7, "lineage": "l", "outputs": {}, "resources": [
                 {"module": "module.m", "mode": "managed", "type": "t", "name": "n", "instances": [
                  {"index_key": "a", "attributes": {"p": "s3cret-value"},
                   "sensitive_attributes": [[{"type": "get_attr", "value": "p"}]]}]}]}
                """;
        StateReading.Sound sound = (StateReading.Sound) StateJson.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(sound.state().managed()).containsExactly("module.m.t.n[\"a\"]");
        assertThat(sound.state().secrets()).containsExactly("s3cret-value");
        assertThat(sound.state().serial()).isEqualTo(7);
        assertThat(StateJson.read("{}".getBytes(StandardCharsets.UTF_8))).isInstanceOf(StateReading.Unreadable.class);
    }

    private static String change(String actions, String before, String after, String more) {
        return HEAD
                + ", \"resource_changes\": [{\"address\": \"t.n\", \"mode\": \"managed\", \"type\": \"t\", \"change\": {"
                + more + "\"actions\": " + actions + ", \"before\": " + before + ", \"after\": " + after + "}}]}";
    }

    private static PlannedAction only(String json) {
        PlanReading reading = PlanJson.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(PlanReading.Sound.class);
        return ((PlanReading.Sound) reading).plan().actions().getFirst();
    }

    private static PlanReading.Unreadable unreadable(byte[] json) {
        PlanReading reading = PlanJson.read(json);
        assertThat(reading).isInstanceOf(PlanReading.Unreadable.class);
        return (PlanReading.Unreadable) reading;
    }
}
