package dev.holdpoint.e2e.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One write to the API server and the answer to it. */
final class Attempt {
    private final Optional<String> refusal;

    private Attempt(Optional<String> refusal) {
        this.refusal = refusal;
    }

    static Attempt of(Runnable write) {
        try {
            write.run();
            return new Attempt(Optional.empty());
        } catch (KubernetesClientException e) {
            return new Attempt(Optional.of(e.getMessage()));
        }
    }

    /** A dry-run of deletecollection. */
    static Attempt ofDeletingAll(KubernetesClient who, String collection) {
        return of(() -> who.raw(
                collection, "DELETE", Map.of("kind", "DeleteOptions", "apiVersion", "v1", "dryRun", List.of("All"))));
    }

    boolean passed() {
        return refusal.isEmpty();
    }

    boolean deniedBy(String policy) {
        return refusal.filter(text -> text.contains("ValidatingAdmissionPolicy '" + policy + "'"))
                .isPresent();
    }

    void mustPass() {
        assertThat(refusal).isEmpty();
    }

    /** Denied, and by this rule: another answer, RBAC's for one, proves nothing about it. */
    void mustBeDeniedBy(String policy) {
        assertThat(refusal)
                .hasValueSatisfying(text -> assertThat(text).contains("ValidatingAdmissionPolicy '" + policy + "'"));
    }

    /** Where several rules deny, the API server names one of them, and not always the same. */
    void mustBeDeniedByOneOf(String... policies) {
        assertThat(policies).anyMatch(this::deniedBy);
    }

    /** RBAC itself says no. */
    void mustBeForbidden() {
        assertThat(refusal)
                .hasValueSatisfying(text ->
                        assertThat(text).contains("is forbidden: ").doesNotContain("ValidatingAdmissionPolicy"));
    }

    /** Refused by a rule of the kind itself. */
    void mustBreak(String rule) {
        assertThat(refusal).hasValueSatisfying(text -> assertThat(text).contains(rule));
    }
}
