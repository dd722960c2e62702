package dev.holdpoint.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InputsTest {
    private static final Sha256 A = Sha256.of("a".getBytes(StandardCharsets.UTF_8));
    private static final Sha256 B = Sha256.of("b".getBytes(StandardCharsets.UTF_8));

    @Test
    void every_field_moves_the_digest() {
        List<Inputs> variants = List.of(
                new Inputs(A, "s", "c", "p", "OpenTofu 1.11.14", A, A),
                new Inputs(B, "s", "c", "p", "OpenTofu 1.11.14", A, A),
                new Inputs(A, "t", "c", "p", "OpenTofu 1.11.14", A, A),
                new Inputs(A, "s", "d", "p", "OpenTofu 1.11.14", A, A),
                new Inputs(A, "s", "c", "q", "OpenTofu 1.11.14", A, A),
                new Inputs(A, "s", "c", "p", "OpenTofu 1.11.15", A, A),
                new Inputs(A, "s", "c", "p", "OpenTofu 1.11.14", B, A),
                new Inputs(A, "s", "c", "p", "OpenTofu 1.11.14", A, B));
        Set<Sha256> digests = new HashSet<>();
        variants.forEach(v -> digests.add(v.digest()));
        assertThat(digests).hasSize(variants.size());
    }

    @Test
    void a_field_cannot_smuggle_in_another_line() {
        assertThatThrownBy(() -> new Inputs(A, "s", "c", "p\nengine other", "e", A, A))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("path");
    }
}
