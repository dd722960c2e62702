package dev.holdpoint.app.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateSpec;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.shop.KubeServer;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A state that the engine could not post is the only record of what it left in the cloud. */
class CandidateStateTest {
    private final KubeServer kube = new KubeServer();
    private final KubeStateCustody custody = new KubeStateCustody(kube.client(), Clock.systemUTC());

    @AfterEach
    void close() {
        kube.close();
    }

    private List<Secret> secrets(List<String> names) {
        return names.stream()
                .map(name -> kube.client()
                        .secrets()
                        .inNamespace(Places.STATE)
                        .withName(name)
                        .get())
                .toList();
    }

    private byte[] bytes(List<String> names) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Secret secret : secrets(names)) {
            all.writeBytes(Base64.getDecoder().decode(secret.getData().get("bytes")));
        }
        return new GZIPInputStream(new ByteArrayInputStream(all.toByteArray())).readAllBytes();
    }

    private static byte[] gzip(byte[] state) throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(state);
        }
        return gzip.toByteArray();
    }

    @Test
    void more_than_fits_is_said_before_anything_is_kept() {
        byte[] tooMuch = new byte[StateCustody.MAX_CANDIDATE + 1];
        assertThatThrownBy(() -> custody.keepCandidate("shop", tooMuch))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("" + StateCustody.MAX_CANDIDATE);
        assertThat(kube.writes()).isEmpty();
    }

    @Test
    void it_can_be_read_back_whole() throws IOException {
        byte[] large = new byte[2 << 20];
        new Random(7).nextBytes(large);

        List<String> names = custody.keepCandidate("shop", gzip(large));

        assertThat(names).hasSizeGreaterThan(1);
        assertThat(bytes(names)).isEqualTo(large);
    }

    @Test
    void its_secrets_never_change_and_bear_a_type_of_their_own() {
        List<String> names = custody.keepCandidate("shop", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(secrets(names)).allSatisfy(secret -> {
            assertThat(secret.getImmutable()).isTrue();
            assertThat(secret.getType()).isEqualTo("holdpoint.dev/candidate");
            assertThat(secret.getMetadata().getLabels()).containsEntry("holdpoint.dev/stack", "shop");
        });
    }

    @Test
    void keeping_it_twice_is_keeping_it_once() {
        byte[] state = "{\"serial\":4}".getBytes(StandardCharsets.UTF_8);
        List<String> first = custody.keepCandidate("shop", state);

        assertThat(custody.keepCandidate("shop", state)).isEqualTo(first);
        assertThat(custody.keepCandidate("shop", "{\"serial\":5}".getBytes(StandardCharsets.UTF_8)))
                .doesNotContainAnyElementsOf(first);
    }

    @Test
    void it_touches_neither_lock_nor_current_state() {
        StackState state = new StackState();
        state.getMetadata().setNamespace(Places.STATE);
        state.getMetadata().setName("shop");
        state.setSpec(new StackStateSpec());
        state.getSpec().stack = "shop";
        state.setStatus(new StackStateStatus());
        state.getStatus().lock = new LockStatus();
        state.getStatus().lock.holder = "a-pod";
        kube.client().resource(state).create();
        kube.writes();

        custody.keepCandidate("shop", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(kube.writes()).allMatch(path -> path.startsWith("POST /api/v1/namespaces/holdpoint-state/secrets/"));
    }
}
