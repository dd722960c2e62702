package dev.holdpoint.app.adapter.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.Engine;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TofuEngineTest {
    private static final String AWS = """
            provider "registry.opentofu.org/hashicorp/aws" {
              version     = "5.100.0"
              constraints = "~> 5.0"
              hashes = [
                "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
              ]
            }
            """;
    private static final String RANDOM =
            AWS.replace("hashicorp/aws", "hashicorp/random").replace("5.100.0", "3.7.2");

    private final Engine engine = new TofuEngine();

    @Test
    void a_lock_that_lost_entries_is_pruned() {
        assertThat(engine.isPruned("# by tofu init\n\n" + RANDOM, AWS + RANDOM)).isTrue();
        assertThat(engine.isPruned("# by tofu init\n", AWS + RANDOM)).isTrue();
        assertThat(engine.isPruned("", "")).isTrue();
    }

    @Test
    void a_lock_with_a_new_or_changed_entry_is_not() {
        assertThat(engine.isPruned(AWS + RANDOM, AWS)).isFalse();
        assertThat(engine.isPruned(AWS.replace("h1:A", "h1:B"), AWS)).isFalse();
        assertThat(engine.isPruned(AWS.replace("5.100.0", "5.99.0"), AWS)).isFalse();
        assertThat(engine.isPruned(AWS.replace("  hashes", "  /* x */ hashes"), AWS))
                .isFalse();
        assertThat(engine.isPruned(AWS, "")).isFalse();
    }

    @Test
    void rendering_requires_exactly_the_locked_providers() {
        assertThat(engine.requirements(AWS + RANDOM)).isEqualTo("""
                terraform {
                  required_providers {
                    p0 = { source = "registry.opentofu.org/hashicorp/aws", version = "5.100.0" }
                    p1 = { source = "registry.opentofu.org/hashicorp/random", version = "3.7.2" }
                  }
                }
                """);
    }

    @Test
    void providers_come_from_the_mirror_alone() {
        assertThat(engine.cliConfig(Path.of("/providers")))
                .contains("filesystem_mirror {\n    path = \"/providers\"")
                .doesNotContain("direct");
    }

    @Test
    void the_backend_has_no_setting_of_its_own_and_gets_all_by_the_environment() {
        Engine.Places places = new Engine.Places(
                Path.of("/work/data"),
                Path.of("/work/scratch"),
                Path.of("/work/run/cli.tfrc"),
                URI.create("http://127.0.0.1:1/state"),
                "pw");

        assertThat(engine.backendOverride()).contains("backend \"http\" {}");
        assertThat(engine.environment(places))
                .containsEntry("TF_HTTP_ADDRESS", "http://127.0.0.1:1/state")
                .containsEntry("TF_HTTP_LOCK_ADDRESS", "http://127.0.0.1:1/state")
                .containsEntry("TF_HTTP_UNLOCK_ADDRESS", "http://127.0.0.1:1/state")
                .containsEntry("TF_HTTP_PASSWORD", "pw");
    }
}
