package dev.holdpoint.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.scan.hcl.HclReading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a tree calls sensitive is known before any plan is made of it. */
class SensitiveLiteralsTest {
    private static TreeEntry file(String path, String text) {
        return new TreeEntry(path, TreeEntry.REGULAR, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> found(TreeEntry... files) {
        return read(files).orElseThrow();
    }

    private static Optional<Set<String>> read(TreeEntry... files) {
        return SensitiveLiterals.of(
                ((Tree.Reading.Sound) Tree.read(List.of(files))).tree(), new SensitiveLiterals.JsonForm() {
                    @Override
                    public HclReading configuration(String text) {
                        return new HclReading.Bad(1, "no JSON here");
                    }

                    @Override
                    public HclReading variables(String text) {
                        return new HclReading.Bad(1, "no JSON here");
                    }
                });
    }

    @Test
    void defaults_and_files_of_variables_give_them() {
        assertThat(found(file("shop/variables.tf", """
                                variable "password" {
                                  sensitive = true
                                  default   = "from-default"
                                }
                                variable "keys" {
                                  sensitive = true
                                }
                                variable "region" {
                                  default = "eu-central-1"
                                }
                                variable "zone" {
                                  sensitive = false
                                  default   = "a-zone"
                                }
                                """), file("shop/terraform.tfvars", """
                                password = "from-file"
                                keys     = { a = ["deep-inside"] }
                                region   = "us-east-1"
                                """)))
                .containsExactlyInAnyOrder("from-default", "from-file", "deep-inside");
    }

    @Test
    void whether_a_variable_is_sensitive_when_its_mark_is_computed_is_read_as_yes() {
        assertThat(found(file("v.tf", "variable \"x\" {\n  sensitive = var.y\n  default = \"secret\"\n}\n")))
                .containsExactly("secret");
    }

    @Test
    void a_file_that_cannot_be_read_leaves_them_unknown() {
        assertThat(read(file("v.tf", "variable \"x\" {"))).isEmpty();
        assertThat(read(file("terraform.tfvars", "x = "))).isEmpty();
        assertThat(read(file("v.tf.json", "{"))).isEmpty();
        assertThat(read(file("terraform.tfvars.json", "{"))).isEmpty();
        assertThat(read(file("README.json", "{"))).isPresent();
    }
}
