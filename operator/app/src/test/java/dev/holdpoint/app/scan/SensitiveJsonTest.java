package dev.holdpoint.app.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a tree calls sensitive in the JSON form is as secret as in the native one. */
class SensitiveJsonTest {
    private static TreeEntry file(String path, String text) {
        return new TreeEntry(path, TreeEntry.REGULAR, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Set<String>> found(TreeEntry... files) {
        return StaticScan.sensitive(((Tree.Reading.Sound) Tree.read(List.of(files))).tree());
    }

    @Test
    void defaults_and_files_of_variables_give_them() {
        assertThat(found(file("shop/variables.tf.json", """
                        {"variable": {
                          "password": {"sensitive": true, "default": "from-default"},
                          "keys": [{"sensitive": true}],
                          "region": {"default": "eu-central-1"},
                          "zone": {"sensitive": false, "default": "a-zone"}}}
                        """), file("shop/terraform.tfvars.json", """
                        {"password": "from-file", "keys": {"a": ["deep-inside"]}, "region": "us-east-1"}
                        """)))
                .hasValue(Set.of("from-default", "from-file", "deep-inside"));
    }

    @Test
    void both_forms_may_be_mixed() {
        assertThat(found(
                        file("shop/a.tf", "variable \"password\" {\n  sensitive = true\n}\n"),
                        file("shop/b.tofu.json", "{\"variable\": {\"token\": {\"sensitive\": true}}}"),
                        file("shop/x.auto.tfvars.json", "{\"password\": \"in-json\"}"),
                        file("shop/y.auto.tfvars", "token = \"in-native\"\n")))
                .hasValue(Set.of("in-json", "in-native"));
    }

    /** The engines take these texts as they stand, so what looks like a template is the secret itself. */
    @Test
    void a_text_that_looks_like_a_template_stands_for_itself() {
        assertThat(found(file("v.tf.json", """
                                {"variable": {"password": {"sensitive": true, "default": "pa${ss}w%{ord"}}}
                                """), file("terraform.tfvars.json", "{\"password\": \"%{or this\"}")))
                .hasValue(Set.of("pa${ss}w%{ord", "%{or this"));
    }

    @Test
    void a_variable_may_be_named_like_a_block() {
        assertThat(found(
                        file("v.tf", "variable \"data\" {\n  sensitive = true\n}\n"),
                        file("terraform.tfvars.json", "{\"data\": \"the-data\"}")))
                .hasValue(Set.of("the-data"));
    }

    @Test
    void whether_a_variable_is_sensitive_when_its_mark_is_no_plain_false_is_read_as_yes() {
        assertThat(found(file("v.tf.json", """
                        {"variable": {"x": {"sensitive": "${var.y}", "default": "secret"}}}
                        """))).hasValue(Set.of("secret"));
    }

    @Test
    void a_file_that_cannot_be_read_leaves_them_unknown() {
        assertThat(found(file("terraform.tfvars.json", "{\"x\": 1, \"x\": 2}"))).isEmpty();
        assertThat(found(file("v.tf.json", "[1]"))).isEmpty();
    }
}
