package dev.holdpoint.app.adapter.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.Engine;
import dev.holdpoint.core.plan.ProviderLock;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TofuEngineTest {
    private static final String H1 = "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final Engine engine = new TofuEngine();

    @Test
    void rendering_requires_exactly_the_locked_providers() {
        ProviderLock lock = new ProviderLock(List.of(
                new ProviderLock.Entry("registry.opentofu.org/hashicorp/aws", "5.100.0", H1),
                new ProviderLock.Entry("registry.opentofu.org/hashicorp/random", "3.7.2", H1)));

        assertThat(engine.requirements(lock)).isEqualTo("""
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
