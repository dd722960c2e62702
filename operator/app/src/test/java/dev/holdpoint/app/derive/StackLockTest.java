package dev.holdpoint.app.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.EngineName;
import dev.holdpoint.api.EngineSpec;
import dev.holdpoint.api.ProviderSpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.plan.ProviderLock;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackLockTest {
    private static final String H1 = "h1:edXOJWE4ORX8Fm+dpVpICzMZJat4AX0VRCAy/xkcOc0=";

    @Test
    void each_engine_knows_a_source_under_its_own_registry() {
        assertThat(StackLock.of("shop", stack(EngineName.OpenTofu, provider("hashicorp/aws", H1)))
                        .text())
                .contains("provider \"registry.opentofu.org/hashicorp/aws\"", "5.100.0", H1);
        assertThat(StackLock.of("shop", stack(EngineName.Terraform, provider("hashicorp/aws", H1)))
                        .text())
                .contains("provider \"registry.terraform.io/hashicorp/aws\"");
        assertThat(StackLock.of("shop", stack(EngineName.OpenTofu, provider("registry.terraform.io/hashicorp/aws", H1)))
                        .text())
                .contains("provider \"registry.opentofu.org/hashicorp/aws\"");
    }

    @Test
    void another_registry_stays_what_it_is() {
        assertThat(StackLock.of("shop", stack(EngineName.OpenTofu, provider("registry.acme.example/acme/dns", H1)))
                        .text())
                .contains("provider \"registry.acme.example/acme/dns\"");
    }

    @Test
    void a_stack_without_providers_has_an_empty_lock() {
        assertThat(StackLock.of("shop", stack(EngineName.OpenTofu))).isEqualTo(ProviderLock.NONE);
    }

    @Test
    void a_provider_without_an_h1_stalls_the_stack_and_says_what_to_write() {
        for (String h1 : new String[] {null, "", "zh:" + "1".repeat(64), "h1:short"}) {
            assertThatThrownBy(() -> StackLock.of("shop", stack(EngineName.OpenTofu, provider("hashicorp/aws", h1))))
                    .isInstanceOf(Stalled.class)
                    .hasMessageContaining("shop")
                    .hasMessageContaining("hashicorp/aws")
                    .hasMessageContaining("h1")
                    .hasMessageContaining("sign the stack again");
        }
    }

    @Test
    void a_range_of_versions_or_a_provider_that_is_there_twice_pins_nothing() {
        ProviderSpec range = provider("hashicorp/aws", H1);
        range.version = "~> 5.0";
        assertThatThrownBy(() -> StackLock.of("shop", stack(EngineName.OpenTofu, range)))
                .isInstanceOf(Stalled.class);
        StackSpec twice = stack(
                EngineName.OpenTofu,
                provider("hashicorp/aws", H1),
                provider("registry.terraform.io/hashicorp/aws", H1));
        assertThatThrownBy(() -> StackLock.of("shop", twice))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("twice");
    }

    @Test
    void a_lock_from_elsewhere_is_held_against_the_settings() {
        StackSpec stack = stack(EngineName.OpenTofu, provider("hashicorp/aws", H1), provider("hashicorp/random", H1));
        String whole = StackLock.of("shop", stack).text();

        assertThat(StackLock.problem("shop", stack, whole)).isEmpty();
        assertThat(StackLock.problem("shop", stack, "")).isEmpty();
        assertThat(StackLock.problem("shop", stack, whole.replace("h1:e", "h1:f")))
                .isPresent();
        assertThat(StackLock.problem("shop", stack, whole.replace(H1, "zh:" + "1".repeat(64))))
                .isPresent();
        assertThat(StackLock.problem("shop", stack, whole.replace("hashicorp/random", "hashicorp/null")))
                .isPresent();
    }

    private static StackSpec stack(EngineName engine, ProviderSpec... providers) {
        StackSpec spec = new StackSpec();
        spec.engine = new EngineSpec();
        spec.engine.name = engine;
        spec.providers = List.of(providers);
        return spec;
    }

    private static ProviderSpec provider(String source, String h1) {
        ProviderSpec provider = new ProviderSpec();
        provider.source = source;
        provider.version = "5.100.0";
        provider.h1 = h1;
        return provider;
    }
}
