package dev.holdpoint.app.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.Permission;
import dev.holdpoint.api.PermitsSpec;
import dev.holdpoint.api.ProviderSpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.scan.ScanFinding;
import dev.holdpoint.core.scan.ScanReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticScanTest {
    private static StackSpec stack() {
        StackSpec stack = new StackSpec();
        stack.path = "stacks/shop";
        ProviderSpec aws = new ProviderSpec();
        aws.source = "hashicorp/aws";
        stack.providers = List.of(aws);
        return stack;
    }

    private static ScanReport scan(StackSpec stack, String name, String text) {
        TreeEntry entry =
                new TreeEntry("stacks/shop/" + name, TreeEntry.REGULAR, text.getBytes(StandardCharsets.UTF_8));
        if (Tree.read(List.of(entry)) instanceof Tree.Reading.Sound(Tree tree)) {
            return StaticScan.of(tree, stack);
        }
        throw new AssertionError("the tree itself is refused");
    }

    private static List<String> json(String text) {
        return scan(stack(), "main.tf.json", text).refused().stream()
                .map(ScanFinding::rule)
                .distinct()
                .toList();
    }

    @Test
    void the_demo_estate_scans_clean() throws IOException {
        Path main =
                Path.of(System.getProperty("holdpoint.root"), "e2e/src/main/resources/demo/estate/stacks/shop/main.tf");
        ScanReport report = scan(new StackSpec(), "main.tf", Files.readString(main));
        assertThat(report.refused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "scan-cloud-block|{\"terraform\": {\"cloud\": {\"organization\": \"x\"}}}",
                "scan-cloud-block|{\"terraform\": [{\"cloud\": [{}]}]}",
                "scan-encryption-block|{\"terraform\": {\"encryption\": {}}}",
                "scan-unknown-setting|{\"terraform\": {\"state_store\": {\"x\": {}}}}",
                "scan-unknown-block|{\"weird\": {}}",
                "scan-provider-unlisted|{\"terraform\": {\"required_providers\": {\"a\": {\"source\": \"evil/a\"}}}}",
                "scan-provider-unlisted|{\"resource\": {\"aws_vpc\": {\"x\": {\"provider\": \"evil.west\"}}}}",
                "scan-module-source|{\"module\": {\"m\": {\"source\": \"${local.x}\"}}}",
                "scan-module-source|{\"module\": {\"m\": {\"source\": \"evil/m/aws\"}}}",
                "scan-provisioner|{\"resource\": {\"aws_vpc\": {\"x\": {\"provisioner\": {\"local-exec\": {}}}}}}",
                "scan-provisioner|{\"resource\": [{\"aws_vpc\": [{\"x\": [{\"provisioner\": [{\"local-exec\": {}}]}]}]}]}",
                "scan-provisioner|{\"removed\": [{\"from\": \"a.b\", \"provisioner\": [{\"local-exec\": {}}]}]}",
                "scan-external-program|{\"data\": {\"external\": {\"x\": {\"provider\": \"aws\"}}}}",
                "scan-remote-state|{\"data\": {\"terraform_remote_state\": {\"x\": {\"backend\": \"http\"}}}}",
                "scan-provider-setting|{\"provider\": {\"aws\": {\"profile\": \"x\"}}}",
                "scan-provider-setting|{\"provider\": {\"aws\": [{\"endpoints\": [{\"s3\": \"x\"}]}]}}",
                "scan-provider-setting|{\"provider\": {\"aws\": {\"dynamic\": {\"endpoints\": {\"for_each\": [1]}}}}}",
                "scan-file-function|{\"locals\": {\"x\": \"${file(\\\"/etc/passwd\\\")}\"}}",
                "scan-file-function|{\"locals\": {\"x\": [{\"a ${file(\\\"/etc/passwd\\\")}\": 1}]}}",
                "scan-unreadable|{\"locals\": {\"x\": 1}, \"locals\": {\"x\": 2}}",
                "scan-unreadable|{\"locals\": {\"x\": \"${\"}}",
                "scan-unreadable|{\"locals\": {\"x\": 1}} {}",
                "scan-unreadable|[]",
                "scan-unreadable|{\"resource\": null}",
                "scan-unreadable|{\"locals\": {\"x\": \"\\ud800\"}}",
                "scan-unreadable|// no json"
            })
    void the_json_form_is_held_to_the_same_rules(String rule, String text) {
        assertThat(json(text)).containsExactly(rule);
    }

    @Test
    void an_ordinary_json_file_is_clean() {
        assertThat(json("""
                        {
                          "//": "made by a tool",
                          "terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": "5.1.0"}}},
                          "variable": {"n": {"default": null, "type": "string"}},
                          "resource": {"aws_s3_bucket": {"logs": {
                            "bucket": "logs-${var.n}",
                            "policy": "${file(\\"${path.module}/policy.json\\")}",
                            "lifecycle": {"prevent_destroy": true}}}}
                        }
                        """)).isEmpty();
    }

    @Test
    void deep_json_is_refused() {
        assertThat(json("{\"locals\": {\"x\": " + "[".repeat(100_000))).containsExactly("scan-unreadable");
    }

    @Test
    void a_finding_in_json_names_its_line() {
        ScanFinding finding = scan(stack(), "main.tf.json", "{\n \"terraform\": {\n  \"cloud\": {}\n }\n}\n")
                .refused()
                .getFirst();
        assertThat(finding.file()).isEqualTo("stacks/shop/main.tf.json");
        assertThat(finding.line()).isEqualTo(3);
    }

    @Test
    void a_stack_that_says_nothing_permits_nothing() {
        String program = "resource \"terraform_data\" \"x\" {\n provisioner \"local-exec\" {}\n}\n";
        StackSpec silent = new StackSpec();
        assertThat(scan(silent, "main.tf", program).refused()).hasSize(1);
        silent.permits = new PermitsSpec();
        assertThat(scan(silent, "main.tf", program).refused()).hasSize(1);
        silent.permits.external = Permission.Ask;
        assertThat(scan(silent, "main.tf", program).refused()).hasSize(1);
        assertThat(scan(silent, "main.tf", "resource \"aws_vpc\" \"x\" {}\n").refused())
                .hasSize(1);
    }

    @Test
    void what_a_stack_lets_people_decide_is_told_apart_from_what_is_refused() {
        StackSpec asks = stack();
        asks.permits = new PermitsSpec();
        asks.permits.provisioners = Permission.Ask;
        ScanReport report =
                scan(asks, "main.tf", "resource \"terraform_data\" \"x\" {\n provisioner \"local-exec\" {}\n}\n");
        assertThat(report.refused()).isEmpty();
        assertThat(report.permitted()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.tf", "main.tofu", "main.tf.json", "main.tofu.json", "MAIN.TF"})
    void bytes_that_are_no_text_are_refused_in_every_form(String name) {
        TreeEntry entry = new TreeEntry(name, TreeEntry.REGULAR, new byte[] {(byte) 0xff, (byte) 0xfe, 'a'});
        if (Tree.read(List.of(entry)) instanceof Tree.Reading.Sound(Tree tree)) {
            assertThat(StaticScan.withoutStack(tree).refused())
                    .extracting(ScanFinding::rule)
                    .containsExactly("scan-hidden-text");
        }
    }

    @Property(tries = 2000)
    void no_json_makes_it_throw(@ForAll String text) {
        assertThat(JsonConfiguration.read(text)).isNotNull();
        assertThat(JsonConfiguration.read("{\"locals\": {\"x\": \"" + text + "\"}}"))
                .isNotNull();
    }

    @Property(tries = 500)
    void no_bytes_make_it_throw(@ForAll byte[] bytes) {
        if (Tree.read(List.of(new TreeEntry("main.tf", TreeEntry.REGULAR, bytes)))
                instanceof Tree.Reading.Sound(Tree tree)) {
            assertThat(StaticScan.withoutStack(tree)).isNotNull();
        }
    }

    @Test
    void the_same_tree_gives_the_same_report() {
        String text = "data \"http\" \"b\" {}\ndata \"http\" \"a\" {}\nlocals {\n x = file(\"/a\")\n}\n";
        assertThat(scan(stack(), "main.tf", text)).isEqualTo(scan(stack(), "main.tf", text));
    }
}
