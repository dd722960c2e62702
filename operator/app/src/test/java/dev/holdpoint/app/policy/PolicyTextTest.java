package dev.holdpoint.app.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyTextTest {
    private static final Path ROOT = Path.of(System.getProperty("holdpoint.root", "../.."));
    private static final Path MANIFESTS = ROOT.resolve("manifests/policies");
    private static final String HEADER = "# Generated from operator/app (package policy). Edit the rules there, then:"
            + " mvn -pl operator/app -am test -Dtest=PolicyTextTest -Dholdpoint.write\n";

    @Test
    void the_committed_manifests_are_what_the_rules_render_to() throws IOException {
        SortedMap<String, String> rendered = manifests();
        if (System.getProperty("holdpoint.write") != null) {
            Files.createDirectories(MANIFESTS);
            for (var entry : rendered.entrySet()) {
                Files.writeString(MANIFESTS.resolve(entry.getKey()), entry.getValue());
            }
        }
        SortedMap<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.list(MANIFESTS)) {
            for (Path file : files.toList()) {
                committed.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(committed).isEqualTo(rendered);
    }

    private static SortedMap<String, String> manifests() {
        SortedMap<String, String> files = new TreeMap<>();
        for (AdmissionPolicy policy : Policies.of(PolicyValues.PLACEHOLDERS)) {
            files.put(policy.name() + ".yaml", HEADER + PolicyText.yaml(policy));
        }
        String resources = Policies.of(PolicyValues.PLACEHOLDERS).stream()
                .map(policy -> "- " + policy.name() + ".yaml\n")
                .collect(Collectors.joining());
        files.put(
                "kustomization.yaml",
                HEADER + "# ${installer} and ${agent} stand for names that the installation chooses:"
                        + " ./holdpoint policies --values FILE renders them.\n"
                        + "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n" + resources);
        return files;
    }

    @Test
    void every_rule_of_the_first_profile_is_there_once() {
        assertThat(Policies.of(PolicyValues.PLACEHOLDERS))
                .extracting(AdmissionPolicy::id)
                .containsExactlyInAnyOrder(
                        "a1", "a2", "d1", "d2", "d3", "d4", "d6", "d7", "d8", "f5", "f6", "l2", "s1", "s2", "p1", "r3",
                        "n1", "t1", "c1", "g1");
    }

    @Test
    void every_sentence_names_its_rule_so_that_a_person_can_look_it_up() {
        assertThat(Policies.of(PolicyValues.PLACEHOLDERS))
                .allSatisfy(policy -> assertThat(policy.validations())
                        .isNotEmpty()
                        .allSatisfy(validation -> assertThat(validation.message())
                                .startsWith("holdpoint/" + policy.id().toUpperCase(Locale.ROOT) + ": ")
                                .hasSizeGreaterThan(30)));
    }

    @Test
    void an_installation_without_an_installer_could_never_be_upgraded() {
        assertThatThrownBy(() -> new PolicyValues(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("installer");
    }

    @Test
    void a_name_cannot_end_the_string_it_is_put_into() {
        assertThatThrownBy(() -> new PolicyValues(List.of("x' || true || 'x"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no user name");
    }
}
