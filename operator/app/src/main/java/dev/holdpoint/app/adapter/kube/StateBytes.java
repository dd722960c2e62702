package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.api.StateVersion;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.core.digest.Sha256;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The bytes of state versions: compressed (10,000 resources are 20 MB of JSON and 0.6 MB so), in immutable Secrets named
 * by what they hold. They are as safe as Secrets are in this cluster: our own encryption (AEAD, key from a KMS) belongs
 * between {@link #compress} and the Secrets, and comes with the custody of states; until then the stack's condition
 * {@code CustodyReadable} says who can read them.
 */
final class StateBytes {
    private static final String STACK_LABEL = "holdpoint.dev/stack";

    private final ByteSecrets secrets;
    private final ByteSecrets candidates;

    StateBytes(KubernetesClient client) {
        this.secrets = new ByteSecrets(client, Places.STATE, "holdpoint.dev/state");
        this.candidates = new ByteSecrets(client, Places.STATE, "holdpoint.dev/candidate");
    }

    /** Keeps what never became current, under a type of its own, as it comes: compressed. */
    List<String> keepCandidate(String stack, byte[] gzip) {
        return candidates.store("candidate-" + stack, gzip, Map.of(STACK_LABEL, stack));
    }

    /** @throws Stalled if they are more than custody takes */
    List<String> store(String stack, byte[] state) {
        if (state.length > StateCustody.MAX_STATE) {
            throw new Stalled("the state of " + stack + " has " + state.length + " bytes and may have "
                    + StateCustody.MAX_STATE
                    + "; split the stack");
        }
        return secrets.store("state-" + stack, compress(state), Map.of(STACK_LABEL, stack));
    }

    /** @throws Stalled if they are missing or are other ones than the version names */
    byte[] load(StateVersion version) {
        Sha256 expected = Sha256.parse(version.digest);
        byte[] bytes;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(secrets.read(version.secrets)))) {
            bytes = in.readNBytes(StateCustody.MAX_STATE + 1);
        } catch (IOException e) {
            throw secrets.otherBytes(version.secrets, expected);
        }
        if (!Sha256.of(bytes).equals(expected)) {
            throw secrets.otherBytes(version.secrets, expected);
        }
        return bytes;
    }

    /** The same bytes always give the same: a second attempt finds the first one's Secrets. */
    private static byte[] compress(byte[] state) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(state);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail so", e);
        }
        return compressed.toByteArray();
    }
}
